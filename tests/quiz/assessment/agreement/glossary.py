"""Names as an editor would list them, with the spellings that an editor accepts."""

from quiz.assessment.agreement import Name


def _name(english: str, *arabic: str) -> Name:
    return Name(english, {"en": (english,), "ar": arabic})


NAMES = (
    _name("Warsaw", "وارسو"),
    _name("Luther", "لوثر"),
    _name("Tesla", "تسلا"),
    _name("Super Bowl", "سوبر بول"),
    _name("Harvard", "هارفارد"),
    _name("Kenya", "كينيا"),
    _name("Jacksonville", "جاكسونفيل"),
    _name("Victoria", "فيكتوريا"),
    _name("California", "كاليفورنيا"),
    _name("Kublai", "كوبلاي", "قوبلاي"),
    _name("Genghis Khan", "جنكيز خان"),
    _name("Scotland", "اسكتلندا", "سكوتلندا", "أسكتلندا"),
    _name("Normandy", "نورماندي", "نورمانديا"),
    _name("Einstein", "أينشتاين", "آينشتاين", "اينشتاين"),
    _name("Newton", "نيوتن"),
    _name("Newcastle", "نيوكاسل"),
    _name("Apollo", "أبولو"),
    _name("BSkyB", "بي سكاي بي"),
    _name("Fresno", "فريسنو", "فرينسو"),
    _name("Amazon", "أمازون", "امازون"),
    _name("Brazil", "برازيل"),
    _name("Rhine", "راين"),
    _name("Edison", "إديسون", "أديسون"),
)
