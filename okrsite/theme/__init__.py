"""Views → HTML: finding a theme and what it extends, its options, assets, words, Markdown and templates."""
