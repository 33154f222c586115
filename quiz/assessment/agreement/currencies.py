"""The currencies of a text."""

from collections.abc import Iterator

from quiz.assessment.agreement.finding import Mark
from quiz.assessment.agreement.prose import Prose, bare_forms, key

# Currencies that share a name in one of the languages are one here: a pound is a lira
# in Beirut and a guinea in Cairo.
_WORDS = {
    "dollar": "$ dollar dollars usd دولار دولارا دولاران دولارين دولاري دولارات",
    "euro": "€ euro euros eur يورو",
    "pound": "£ gbp lira liras lire جنيه جنيها جنيهات جنيهين ليرة ليرات استرليني",
    "yen": "yen jpy ين",
    "yuan": "yuan renminbi cny يوان",
    "rouble": "rouble roubles ruble rubles rub روبل روبلات",
    "rupee": "rupee rupees inr روبية روبيات",
    "riyal": "riyal riyals rial rials sar ريال ريالا ريالات",
    "dinar": "dinar dinars kwd دينار دينارا دنانير",
    "dirham": "dirham dirhams aed درهم درهما دراهم",
    "shekel": "₪ shekel shekels ils شيكل شيكلا شواكل",
    "franc": "franc francs chf فرنك فرنكا فرنكات",
}
_CURRENCIES = {
    key(word): name for name, all_ in _WORDS.items() for word in all_.split()
}
_SIGNS = {sign: name for name, all_ in _WORDS.items() for sign in all_.split()[:1]}


def read_currencies(prose: Prose) -> Iterator[Mark]:
    """Go through the currencies that a text names."""
    for index, token in enumerate(prose.tokens):
        if token.kind == "sign":
            name = _SIGNS.get(token.text)
        else:
            forms = bare_forms(token.key, prose.language)
            name = next(
                (_CURRENCIES[form] for form in forms if form in _CURRENCIES), None
            )
        if name:
            yield prose.mark(name, index, index)
