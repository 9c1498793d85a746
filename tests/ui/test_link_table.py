"""A table of addresses that pages may carry, and what the gateway to the system's programs does with each."""

from __future__ import annotations

import pytest

from pressmark.ui import links

OPENED = {  # and what is shown of where it leads
    "https://example.org": "example.org",
    "http://example.org/": "example.org",
    "HTTPS://EXAMPLE.ORG/": "example.org",
    "https://www.example.org/a/b.html?x=1&y=2#z": "example.org",
    "https://example.org:8443/": "example.org:8443",
    "https://example.org:443/": "example.org",
    "https://sub.domain.example.co.uk/": "sub.domain.example.co.uk",
    "https://example.org/%E2%82%AC": "example.org",
    "https://example.org/a%20b": "example.org",
    "https://example.org/?q=%3Cscript%3E": "example.org",
    "https://example.org/#:~:text=one,two": "example.org",
    "https://example.org//double//slashes": "example.org",
    "https://example.org/../up": "example.org",
    "https://example.org/javascript:alert(1)": "example.org",
    "https://example.org/?u=https://other.example/": "example.org",
    "https://bücher.example/": "bücher.example",
    "https://xn--bcher-kva.example/": "bücher.example",
    "https://例え.テスト/": "例え.テスト",
    "https://1.2.3.4/": "1.2.3.4",
    "https://[2001:db8::1]/": "[2001:db8::1]",
    "http://localhost:8000/": "localhost:8000",
    "mailto:someone@example.org": "",
    "mailto:someone@example.org?subject=Hello": "",
}
ASKED = {  # first, for the host deceives
    "https://user@example.org/": "example.org",
    "https://user:word@example.org/": "example.org",
    "https://good.example@evil.example/": "evil.example",
    "https://good.example%2F@evil.example/": "evil.example",
    "https://раураl.com/": "xn--",
    "https://аррӏе.com/": "xn--",
    "https://xn--80ak6aa92e.com/": "xn--",
    "https://ex\u0430mple.org/": "xn--",
    "https://gооgle.com/": "xn--",
    "https://good.example.раураl.com/": "xn--",
}
REFUSED = [
    "",
    "#",
    "#part",
    "/path",
    "path",
    "?query",
    "example.org",
    "www.example.org",
    "someone@example.org",
    "//evil.example/share",
    "\\\\evil.example\\share",
    "\\evil.example",
    "C:\\Windows\\calc.exe",
    "c:/windows/calc.exe",
    "/etc/passwd",
    "file:///etc/passwd",
    "file://evil.example/share",
    "FILE:///etc/passwd",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "vbscript:x",
    "data:text/html,hello",
    "data:text/html;base64,PGI+",
    "blob:https://example.org/1",
    "about:blank",
    "chrome://settings",
    "view-source:https://example.org/",
    "ftp://example.org/",
    "sftp://example.org/",
    "ssh://example.org/",
    "smb://example.org/share",
    "telnet://example.org/",
    "ldap://example.org/",
    "tel:+49123",
    "sms:+49123",
    "skype:someone?call",
    "magnet:?xt=urn:btih:1",
    "ms-msdt:/id",
    "ms-officecmd:{}",
    "search-ms:query=x",
    "steam://run/1",
    "vscode://file/etc/passwd",
    "x-apple.systempreferences:",
    "intent://example.org#Intent;scheme=https;end",
    "pressmark:save?url=https://example.org",
    "pressmark-article://reader/1/",
    "http:",
    "http:example.org",
    "http:/example.org",
    "http://",
    "http:///path",
    "https://?q",
    "https://#f",
    "https://:80/",
    "https://example.org:99999/",
    "https://example.org:port/",
    "https://exa mple.org/",
    "https://example.org/a b",
    " https://example.org/",
    "https://example.org/ ",
    "https://example.org/\n",
    "https://example.org/\r\nHost: evil.example",
    "https://example.org/\t",
    "https://example.org/\x00",
    "https://example.org/\x1b[0m",
    "https://example.org/\x7f",
    "https://example.org/\u202egpj.exe",
    "https://example.org/\u2066x\u2069",
    "https://exam\u200bple.org/",
    "https://example\u00ad.org/",
    "https://example.org\ufeff/",
    "https://example.org\\@evil.example/",
    "https://example.org\\.evil.example/",
    "https:\\\\example.org",
    "https://example.org/%zz",
    "https://[::1",
    "https://[evil.example]/",
    "https://1.2.3.4.5/",
    "https://999.1.1.1/",
    "https://a..b/",
    "https://-a.example-/",
    "https://exa<mple.org/",
    "https://example.org\u2028/",
    "mailto:",
    "mailto://someone@example.org",
    "mailto:someone@example.org\nBcc: all@example.org",
    "mailto:someone@example.org?attach=/etc/passwd",
    "mailto:someone@example.org?subject=a&Attachment=C:/x",
    "mailto:someone@example.org?%61ttach=/etc/passwd",
    "mailto:someone@example.org?subject=a&amp;attach=/etc/passwd",
    "mailto:someone@example.org?subject=a;attach=/etc/passwd&x",
    "https://example.org/" + "a" * links.MAX_LENGTH,
]


def test_there_are_enough() -> None:
    assert len(OPENED) + len(ASKED) + len(set(REFUSED)) >= 60


@pytest.mark.parametrize("address", OPENED)
def test_is_opened(address: str) -> None:
    link = links.vet(address)
    assert link is not None
    assert (link.host, link.is_doubtful) == (OPENED[address], False)


@pytest.mark.parametrize("address", ASKED)
def test_is_asked_about(address: str) -> None:
    link = links.vet(address)
    assert link is not None
    assert link.is_doubtful
    assert ASKED[address] in link.host


@pytest.mark.parametrize("address", REFUSED)
def test_is_refused(address: str) -> None:
    assert links.vet(address) is None
