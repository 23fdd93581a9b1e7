"""Whether the words after "Date:" are a date and nothing else, in the languages mail programs most often speak."""

import re

IN_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    segunda terça quarta quinta sexta sábado domingo feira seg ter qua qui sex sáb dom
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    fev abr mai ago set out dez de
    lunes martes miércoles jueves viernes lun mié jue vie del
    enero febrero marzo mayo junio julio septiembre octubre noviembre diciembre ene dic
    lundi mardi mercredi jeudi vendredi samedi dimanche mer jeu ven sam dim
    janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc
    montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
    januar februar märz juni juli oktober dezember jän mär okt
    at às as um uhr le la las los a à h om am pm utc gmt cet cest est edt pst pdt wet west brt
"""
WORDS = frozenset(IN_WORDS.split())
WORD = re.compile(r"[^\W\d_]+")
NUMBERS = re.compile(r"\b20\d\d\b|\b\d{1,2}[/.]\d{1,2}\b")
REST = re.compile(r"[\d\s.,:/+()\-]*")
LONGEST, MOST_DIGITS = 60, 18


def is_date(said: str) -> bool:
    """Only words of dates, at least one date's number, and not more digits than a date and a time have."""
    if len(said) > LONGEST or not NUMBERS.search(said) or sum(sign.isdigit() for sign in said) > MOST_DIGITS:
        return False
    return all(word.lower() in WORDS for word in WORD.findall(said)) and bool(
        REST.fullmatch(WORD.sub("", said))
    )
