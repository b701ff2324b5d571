"""Language models as judges: how they are asked, alone and in pairs, and how far they can be believed."""
