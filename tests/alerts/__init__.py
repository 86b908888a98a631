"""SPEC §4.3 read twice: what a channel ends up reading of its folder is what a plain reading of the sentence gives."""
