"""Gapless number series, one counter row per series and period."""
