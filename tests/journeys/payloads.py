"""Twenty texts that would run a script, or load something from elsewhere, were they not escaped.

Each breaks out of at least one of the places where a text can stand: between tags, in an
attribute, in a title or text area, in a style, in JSON within a script. At most 120 characters, so
that every name can hold them.
"""

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><style><img src=x onerror=alert(1)></style></math>",
    "</title><img src=x onerror=alert(1)>",
    "</textarea><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</style></noscript><img src=x onerror=alert(1)>",
    "--><img src=x onerror=alert(1)><!--",
    '" autofocus onfocus=alert(1) x="',
    "' autofocus onfocus=alert(1) x='",
    "<details open ontoggle=alert(1)>",
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    '<a href="javascript:alert(1)">a link</a>',
    "<img src=http://elsewhere.invalid/pixel.png>",
    '<style>@import "http://elsewhere.invalid/style.css";</style>',
]
