"""The windows beside the main one where many things are put in order at once: tags, rules, duplicates."""
