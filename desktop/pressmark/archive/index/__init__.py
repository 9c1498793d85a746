"""Finds articles by their words: the full-text index, and the language that people ask it in.

The index is disposable. It lives in the cache folder, holds article ids and no text, and is built anew from the
archive whenever something about it is odd. Nothing outside this package imports Whoosh; `query`, `analysis` and
`snippets` are pure and load without it.

Which Whoosh, and why: whoosh-reloaded 2.7.5. It passes every test of the original project's last state; Whoosh 2.7.4,
whoosh-ng and whoosh3 each fail some. Its maintainers have stopped, so what is used of it is small, covered by the
tests here, and replaceable: the schema and field types, the segment writer with its places for a pool and a merge of
one's own, and the codec interface. Two of its habits are not taken over, both at the places that Whoosh offers for it:

- It keeps Python pickles in its table of contents, term infos, postings and columns, so opening an index can run code
  that a foreign file brought. `codec` writes plain arrays and `folder` a plain list of segments with digests instead:
  no pickle is read anywhere.
- It walks postings one at a time in Python. `matching` evaluates a query over whole arrays, which also gives exact
  totals and real BM25F (one saturation over all fields) without a limit on what a prefix expands to.
"""
