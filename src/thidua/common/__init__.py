"""Ground floor: words without business nouns.

Refusals with reasons, lifecycle tables, the frozen ``Actor``, the one clock, Vietnamese text, dates, numbers and
money, file sniffing. No models, no Django views; every other room may import from here.
"""
