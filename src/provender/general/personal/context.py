"""Words that announce personal data, or something that only looks like it, in five languages. Data alone."""

import re

PHONE = re.compile(
    r"(?:\b(?:tel|fon|cell|mobile|mobil|whatsapp|sms|fax|call|dial|ring|text|reach|phone|telephone|hotline)\b"
    r"|phone|\btelefon|\bhandy|\banruf|\brufnummer|\brufen|\berreich|téléphone|\btél\b|portable|appel|joign"
    r"|teléfono|móvil|celular|llám|llam|\bsimu\b|\bpiga\b|\bpigia|\bnipigie)",
)
CARD = re.compile(
    r"\b(?:credit|debit|card|visa|mastercard|amex|paid|pay|charge|kredit|karte|kartennummer|bezahl|carte|payé|paie"
    r"|tarjeta|pagué|pago|pagó|cobr|kadi|lipa|lipia|nimelipa)",
)
IDENTITY = re.compile(
    r"\b(?:ssn|social security|national id|id no|id number|identity|identification|passport|tax id|tin\b|nhs|nino"
    r"|insurance n|steuer-?id|steuernummer|identifikationsnummer|personalausweis|ausweis|reisepass|sozialversicherung"
    r"|sécurité sociale|nir\b|insee|carte d.identité|passeport|numéro fiscal|dni\b|nie\b|nif\b|documento|pasaporte"
    r"|cédula|identidad|cpf|rfc\b|curp|kitambulisho|nida|pasipoti|pesel|bsn|aadhaar|personnummer|codice fiscale)",
)
NOT_PERSONAL = re.compile(
    r"(?:\b(?:order|invoice|ticket|tracking|shipment|parcel|serial|article|item|part|model|version|release|build"
    r"|isbn|issn|doi|ean|sku|batch|lot|account code|reference|ref|case|docket|product|catalogue|formula|number of"
    r"|page|section|chapter|population|distance|score|total|sum)\b"
    r"|bestell|rechnung|artikel|auftrag|sendung|serien|charge|vorgang|modell|aktenzeichen|kapitel|einwohner|summe"
    r"|commande|facture|référence|série|colis|dossier|modèle|lot\b|chapitre|somme|habitants"
    r"|pedido|factura|referencia|serie|artículo|envío|expediente|modelo|lote|capítulo|suma"
    r"|agizo|ankara|kumbukumbu|bidhaa|toleo|kifurushi|sura\b|jumla|idadi)",
)
BORN = re.compile(
    r"\b(?:born(?: on)?|date of birth|birth ?date|birthday|d\.?o\.?b\.?|geboren(?: am)?|geb\.|geburtsdatum|geburtstag"
    r"|née?(?:\(e\))?(?: le)?|date de naissance|naissance|naci[óo](?: el)?|nacid[oa](?: el)?|fecha de nacimiento"
    r"|nacimiento|alizaliwa|nilizaliwa|kuzaliwa|amezaliwa)[\s:,;]*(?:(?:is|ist|est|es|ni|le|el|am|on|tarehe|war|was)"
    r"[\s:]+){0,2}$"
)
_MONTH = (
    "jan(?:uary|uar|vier|uari)?|enero|feb(?:ruary|ruar|ruari)?|février|febrero|mar(?:ch|zo|s|chi)?|machi|märz|apr(?:il"
    "|ili)?|avril|abril|aprili|may|mai|mayo|mei|june?|juni|juin|junio|july?|juli|juillet|julio|julai|aug(?:ust)?|août"
    "|agosto|agosti|sep(?:t|tember|tembre)?|septiembre|septemba|oct(?:ober|obre)?|oktober|octubre|oktoba|nov(?:ember"
    "|embre)?|noviembre|novemba|dec(?:ember)?|dez(?:ember)?|décembre|diciembre|desemba"
)
DAY = re.compile(
    rf"\b(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.)?(?:\s+de|\s+of)?\s+(?:{_MONTH})\.?,?(?:\s+de|\s+del)?\s+(?:19|20)\d\d"
    rf"|(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ]"
_BETWEEN = r"(?:von|van|de|del|della|da|di|bin|binti|al|la|le|du|dos|zu|der|den|ter|ya|wa)"
_PART = rf"(?:{_CAPITAL}['’])?{_CAPITAL}[^\W\d_]+(?:['’-][^\W\d_]+)*"
_FULL = rf"{_PART}(?:\s(?:{_PART}|{_CAPITAL}\.))??(?:\s{_BETWEEN}){{0,2}}\s{_PART}(?:\s{_PART})?"
NAMED = re.compile(
    r"(?:(?i:\b(?:mr|mrs|ms|miss|dr|prof|herrn?|frau|monsieur|madame|mademoiselle|mme|mlle|señora?|sra?|srta|don|doña"
    r"|bwana|bibi|bw|bi|ndugu)\b\.?)|(?<![.\w])M\.|(?i:\b(?:my name is|my name['’]s|i am|i['’]m|this is"
    r"|patient|customer|client|employee|applicant|tenant|beneficiary|account holder|cardholder|sincerely|regards"
    r"|signed(?: by)?|mein name ist|ich hei(?:ß|ss)e|ich bin|patientin|kund(?:e|in)|inhaber(?:in)?|grüßen|unterzeichnet"
    r"|je m['’]appelle|mon nom est|je suis|patiente|cliente?|titulaire|cordialement|me llamo|mi nombre es|soy"
    r"|paciente|titular|atentamente|jina langu ni|naitwa|ninaitwa|mimi ni"
    r"|mgonjwa|mteja)\b\s?[:,]?)|(?i:\b(?:name|nom|nombre(?: completo)?|jina(?: kamili)?)\b\s?:))\s*"
    rf"({_FULL})"
)
_NAMING = """mr mrs ms miss dr prof herr herrn frau monsieur madame mademoiselle mme mlle señor señora sr sra srta don
doña bwana bibi bw bi ndugu m my i this patient customer client employee applicant tenant beneficiary account cardholder
sincerely regards signed mein ich patientin kunde kundin inhaber inhaberin grüßen unterzeichnet je mon patiente cliente
titulaire cordialement me mi soy paciente titular atentamente jina naitwa ninaitwa mimi mgonjwa mteja name nom nombre"""
NAMING = frozenset(_NAMING.casefold().split())  # first words of what stands before a name: without one there is none
