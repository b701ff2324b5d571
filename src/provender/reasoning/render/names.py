"""First names from several cultures, one word each, spelt with plain letters."""

NAMES = (
    *("Amina", "Baraka", "Fatuma", "Hassan", "Juma", "Neema", "Rehema", "Zuri"),
    *("Ama", "Chidi", "Esi", "Kofi", "Ngozi", "Sipho", "Thandi", "Tunde"),
    *("Elif", "Emre", "Karim", "Leila", "Nadia", "Omar", "Samir", "Yasmin"),
    *("Arjun", "Kenji", "Mei", "Minh", "Priya", "Ravi", "Wei", "Yuki"),
    *("Ines", "Diego", "Inti", "Luis", "Mateo", "Rosa", "Sofia", "Aroha"),
    *("Anna", "Emma", "Freya", "Ivan", "Lars", "Noah", "Olga", "Tomas"),
)
