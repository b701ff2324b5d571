"""What problems of counting say, in every language."""

from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "letters": (
                "In how many different orders can all the letters of {word} be written?",
                "How many different arrangements do the letters of {word} have, meaningful or not?",
            ),
            "first": (
                "In how many different orders can all the letters of {word} be written, if {w} comes first?",
                "How many different arrangements of the letters of {word}, meaningful or not, begin with {w}?",
            ),
            "committee": (
                "A committee of {k} is chosen from {a} women and {b} men."
                " How many committees have at least {m} women and at least 1 man?",
                "From {a} women and {b} men, {k} people are chosen, among them at least {m} women and at least 1"
                " man. In how many ways can that be done?",
            ),
            "avoid": (
                "A path on a grid goes from (0, 0) to ({a}, {b}), each step one unit right or up."
                " How many such paths do not pass through ({e}, {g})?",
                "Moving only right or up by one unit, in how many ways can one go from (0, 0) to ({a}, {b}) without"
                " touching ({e}, {g})?",
            ),
            "via": (
                "A path on a grid goes from (0, 0) to ({a}, {b}), each step one unit right or up."
                " How many such paths pass through ({c}, {d}) but not through ({e}, {g})?",
                "Moving only right or up by one unit, in how many ways can one go from (0, 0) to ({a}, {b}) through"
                " ({c}, {d}) without touching ({e}, {g})?",
            ),
            "even": (
                "How many even numbers of {n} different digits can be formed from the digits {digits}?",
                "From the digits {digits}, each used at most once, how many even {n}-digit numbers can be made?",
            ),
            "odd": (
                "How many odd numbers of {n} different digits can be formed from the digits {digits}?",
                "From the digits {digits}, each used at most once, how many odd {n}-digit numbers can be made?",
            ),
            "five": (
                "How many multiples of 5 of {n} different digits can be formed from the digits {digits}?",
                "From the digits {digits}, each used at most once, how many {n}-digit multiples of 5 can be made?",
            ),
            "left": "With {w} in first place, {f} = {v} letters are left.",
            "orders": "If all of them differed, there would be {f} = {v} orders.",
            "alike": "{w} occurs {k} times, so {f} = {v} orders look alike.",
            "share": "That makes {f} = {v} different arrangements.",
            "women": "{k} of the women can be chosen in {f} = {v} ways.",
            "men": "{k} of the men can be chosen in {f} = {v} ways.",
            "case": "Women {k}, men {j}: {f} = {v} committees.",
            "sum": "In all that makes {f} = {v}.",
            "ways": "From ({a}, {b}) to ({c}, {d}) there are {f} = {v} paths.",
            "bad": "Through the forbidden point go {f} = {v} of these paths.",
            "good": "That leaves {f} = {v} paths.",
            "whole": "With the way to the first point, that makes {f} = {v} paths.",
            "zero": "Ending in 0 there are {f} = {v} numbers.",
            "other": "Ending in another suitable digit there are {f} = {v} numbers.",
            "answer": "So the number sought is {v}.",
        },
        "sw": {
            "letters": (
                "Je, herufi zote za {word} zinaweza kuandikwa kwa mipangilio mingapi tofauti?",
                "Tafuta idadi ya mipangilio tofauti ya herufi za {word}, yenye maana au isiyo na maana.",
            ),
            "first": (
                "Je, herufi zote za {word} zinaweza kuandikwa kwa mipangilio mingapi tofauti, ikiwa {w} inaanza?",
                "Tafuta idadi ya mipangilio tofauti ya herufi za {word}, yenye maana au isiyo na maana, inayoanza na"
                " {w}.",
            ),
            "committee": (
                "Kamati ya watu {k} inachaguliwa kati ya wanawake {a} na wanaume {b}."
                " Je, kamati ngapi zina angalau wanawake {m} na angalau mwanamume 1?",
                "Kati ya wanawake {a} na wanaume {b}, watu {k} wanachaguliwa, wakiwemo angalau wanawake {m} na"
                " angalau mwanamume 1. Je, kuna njia ngapi za kufanya hivyo?",
            ),
            "avoid": (
                "Njia kwenye gridi inatoka (0, 0) hadi ({a}, {b}), kila hatua ni kizio kimoja kulia au juu."
                " Je, njia ngapi hazipiti ({e}, {g})?",
                "Ukienda kulia au juu tu kwa kizio kimoja, kuna njia ngapi za kwenda kutoka (0, 0) hadi ({a}, {b})"
                " bila kugusa ({e}, {g})?",
            ),
            "via": (
                "Njia kwenye gridi inatoka (0, 0) hadi ({a}, {b}), kila hatua ni kizio kimoja kulia au juu."
                " Je, njia ngapi zinapita ({c}, {d}) lakini hazipiti ({e}, {g})?",
                "Ukienda kulia au juu tu kwa kizio kimoja, kuna njia ngapi za kwenda kutoka (0, 0) hadi ({a}, {b})"
                " kupitia ({c}, {d}) bila kugusa ({e}, {g})?",
            ),
            "even": (
                "Je, namba shufwa ngapi zenye tarakimu {n} tofauti zinaweza kuundwa kwa tarakimu {digits}?",
                "Kwa tarakimu {digits}, kila moja ikitumika mara moja tu au isitumike, zinaweza kuundwa namba shufwa"
                " ngapi za tarakimu {n}?",
            ),
            "odd": (
                "Je, namba witiri ngapi zenye tarakimu {n} tofauti zinaweza kuundwa kwa tarakimu {digits}?",
                "Kwa tarakimu {digits}, kila moja ikitumika mara moja tu au isitumike, zinaweza kuundwa namba witiri"
                " ngapi za tarakimu {n}?",
            ),
            "five": (
                "Je, vigawe vingapi vya 5 vyenye tarakimu {n} tofauti vinaweza kuundwa kwa tarakimu {digits}?",
                "Kwa tarakimu {digits}, kila moja ikitumika mara moja tu au isitumike, vinaweza kuundwa vigawe"
                " vingapi vya 5 vya tarakimu {n}?",
            ),
            "left": "{w} ikiwa ya kwanza, zinabaki herufi {f} = {v}.",
            "orders": "Kama zote zingekuwa tofauti, mipangilio ingekuwa {f} = {v}.",
            "alike": "{w} inatokea mara {k}, kwa hiyo mipangilio {f} = {v} inafanana.",
            "share": "Hivyo mipangilio tofauti ni {f} = {v}.",
            "women": "Wanawake {k} wanaweza kuchaguliwa kwa njia {f} = {v}.",
            "men": "Wanaume {k} wanaweza kuchaguliwa kwa njia {f} = {v}.",
            "case": "Wanawake {k}, wanaume {j}: kamati {f} = {v}.",
            "sum": "Kwa jumla ni {f} = {v}.",
            "ways": "Kutoka ({a}, {b}) hadi ({c}, {d}) kuna njia {f} = {v}.",
            "bad": "Zinazopita nukta iliyokatazwa ni njia {f} = {v} kati ya hizo.",
            "good": "Zinabaki njia {f} = {v}.",
            "whole": "Pamoja na njia za kufika nukta ya kwanza, jumla ni njia {f} = {v}.",
            "zero": "Zinazoishia na 0 ni namba {f} = {v}.",
            "other": "Zinazoishia na tarakimu nyingine inayofaa ni namba {f} = {v}.",
            "answer": "Kwa hiyo idadi inayotafutwa ni {v}.",
        },
        "fr": {
            "letters": (
                "Dans combien d'ordres différents peut-on écrire toutes les lettres de {word} ?",
                "Combien d'anagrammes, avec ou sans signification, les lettres de {word} ont-elles ?",
            ),
            "first": (
                "Dans combien d'ordres différents peut-on écrire toutes les lettres de {word}, si {w} vient en"
                " premier ?",
                "Combien d'anagrammes des lettres de {word}, avec ou sans signification, commencent par {w} ?",
            ),
            "committee": (
                "On choisit un comité de {k} personnes parmi {a} femmes et {b} hommes."
                " Combien de comités ont au moins {m} femmes et au moins 1 homme ?",
                "Parmi {a} femmes et {b} hommes, on choisit {k} personnes, dont au moins {m} femmes et au moins 1"
                " homme. De combien de façons peut-on le faire ?",
            ),
            "avoid": (
                "Un chemin sur une grille va de (0, 0) à ({a}, {b}), chaque pas d'une unité à droite ou en haut."
                " Combien de ces chemins ne passent pas par ({e}, {g}) ?",
                "En avançant seulement d'une unité à droite ou en haut, de combien de façons peut-on aller de (0, 0)"
                " à ({a}, {b}) sans toucher ({e}, {g}) ?",
            ),
            "via": (
                "Un chemin sur une grille va de (0, 0) à ({a}, {b}), chaque pas d'une unité à droite ou en haut."
                " Combien de ces chemins passent par ({c}, {d}) mais pas par ({e}, {g}) ?",
                "En avançant seulement d'une unité à droite ou en haut, de combien de façons peut-on aller de (0, 0)"
                " à ({a}, {b}) par ({c}, {d}) sans toucher ({e}, {g}) ?",
            ),
            "even": (
                "Combien de nombres pairs de {n} chiffres différents peut-on former avec les chiffres {digits} ?",
                "Avec les chiffres {digits}, chacun utilisé au plus une fois, combien de nombres pairs de {n}"
                " chiffres peut-on faire ?",
            ),
            "odd": (
                "Combien de nombres impairs de {n} chiffres différents peut-on former avec les chiffres {digits} ?",
                "Avec les chiffres {digits}, chacun utilisé au plus une fois, combien de nombres impairs de {n}"
                " chiffres peut-on faire ?",
            ),
            "five": (
                "Combien de multiples de 5 de {n} chiffres différents peut-on former avec les chiffres {digits} ?",
                "Avec les chiffres {digits}, chacun utilisé au plus une fois, combien de multiples de 5 de {n}"
                " chiffres peut-on faire ?",
            ),
            "left": "Avec {w} en première place, il reste {f} = {v} lettres.",
            "orders": "Si elles étaient toutes différentes, il y aurait {f} = {v} ordres.",
            "alike": "{w} apparaît {k} fois, donc {f} = {v} ordres se ressemblent.",
            "share": "Cela fait {f} = {v} arrangements différents.",
            "women": "On peut choisir {k} des femmes de {f} = {v} façons.",
            "men": "On peut choisir {k} des hommes de {f} = {v} façons.",
            "case": "Femmes {k}, hommes {j} : {f} = {v} comités.",
            "sum": "En tout, cela fait {f} = {v}.",
            "ways": "De ({a}, {b}) à ({c}, {d}), il y a {f} = {v} chemins.",
            "bad": "Par le point interdit passent {f} = {v} de ces chemins.",
            "good": "Il reste {f} = {v} chemins.",
            "whole": "Avec l'accès au premier point, cela fait {f} = {v} chemins.",
            "zero": "Il y a {f} = {v} nombres qui finissent par 0.",
            "other": "Il y a {f} = {v} nombres qui finissent par un autre chiffre possible.",
            "answer": "Le nombre cherché est donc {v}.",
        },
        "es": {
            "letters": (
                "¿En cuántos órdenes diferentes se pueden escribir todas las letras de {word}?",
                "¿Cuántas ordenaciones diferentes, con o sin sentido, tienen las letras de {word}?",
            ),
            "first": (
                "¿En cuántos órdenes diferentes se pueden escribir todas las letras de {word}, si {w} va primero?",
                "¿Cuántas ordenaciones diferentes de las letras de {word}, con o sin sentido, empiezan por {w}?",
            ),
            "committee": (
                "Se elige un comité de {k} personas entre {a} mujeres y {b} hombres."
                " ¿Cuántos comités tienen al menos {m} mujeres y al menos 1 hombre?",
                "Entre {a} mujeres y {b} hombres se eligen {k} personas, de ellas al menos {m} mujeres y al menos 1"
                " hombre. ¿De cuántas maneras puede hacerse?",
            ),
            "avoid": (
                "Un camino en una cuadrícula va de (0, 0) a ({a}, {b}), cada paso de una unidad a la derecha o hacia"
                " arriba. ¿Cuántos de esos caminos no pasan por ({e}, {g})?",
                "Moviéndose solo una unidad a la derecha o hacia arriba, ¿de cuántas maneras se puede ir de (0, 0) a"
                " ({a}, {b}) sin tocar ({e}, {g})?",
            ),
            "via": (
                "Un camino en una cuadrícula va de (0, 0) a ({a}, {b}), cada paso de una unidad a la derecha o hacia"
                " arriba. ¿Cuántos de esos caminos pasan por ({c}, {d}) pero no por ({e}, {g})?",
                "Moviéndose solo una unidad a la derecha o hacia arriba, ¿de cuántas maneras se puede ir de (0, 0) a"
                " ({a}, {b}) por ({c}, {d}) sin tocar ({e}, {g})?",
            ),
            "even": (
                "¿Cuántos números pares de {n} cifras diferentes se pueden formar con las cifras {digits}?",
                "Con las cifras {digits}, cada una usada como mucho una vez, ¿cuántos números pares de {n} cifras se"
                " pueden hacer?",
            ),
            "odd": (
                "¿Cuántos números impares de {n} cifras diferentes se pueden formar con las cifras {digits}?",
                "Con las cifras {digits}, cada una usada como mucho una vez, ¿cuántos números impares de {n} cifras"
                " se pueden hacer?",
            ),
            "five": (
                "¿Cuántos múltiplos de 5 de {n} cifras diferentes se pueden formar con las cifras {digits}?",
                "Con las cifras {digits}, cada una usada como mucho una vez, ¿cuántos múltiplos de 5 de {n} cifras"
                " se pueden hacer?",
            ),
            "left": "Con {w} en primer lugar quedan {f} = {v} letras.",
            "orders": "Si todas fueran diferentes, habría {f} = {v} órdenes.",
            "alike": "{w} aparece {k} veces, así que {f} = {v} órdenes se ven iguales.",
            "share": "Eso da {f} = {v} ordenaciones diferentes.",
            "women": "Se pueden elegir {k} de las mujeres de {f} = {v} maneras.",
            "men": "Se pueden elegir {k} de los hombres de {f} = {v} maneras.",
            "case": "Mujeres {k}, hombres {j}: {f} = {v} comités.",
            "sum": "En total son {f} = {v}.",
            "ways": "De ({a}, {b}) a ({c}, {d}) hay {f} = {v} caminos.",
            "bad": "Por el punto prohibido pasan {f} = {v} de esos caminos.",
            "good": "Quedan {f} = {v} caminos.",
            "whole": "Con el acceso al primer punto son {f} = {v} caminos.",
            "zero": "Hay {f} = {v} números que terminan en 0.",
            "other": "Hay {f} = {v} números que terminan en otra cifra posible.",
            "answer": "Por lo tanto, el número buscado es {v}.",
        },
        "de": {
            "letters": (
                "In wie vielen verschiedenen Reihenfolgen lassen sich alle Buchstaben von {word} schreiben?",
                "Wie viele verschiedene Anordnungen, mit oder ohne Sinn, haben die Buchstaben von {word}?",
            ),
            "first": (
                "In wie vielen verschiedenen Reihenfolgen lassen sich alle Buchstaben von {word} schreiben, wenn {w}"
                " vorn steht?",
                "Wie viele verschiedene Anordnungen der Buchstaben von {word}, mit oder ohne Sinn, beginnen mit {w}?",
            ),
            "committee": (
                "Ein Ausschuss von {k} Personen wird aus {a} Frauen und {b} Männern gewählt."
                " Wie viele Ausschüsse haben mindestens {m} Frauen und mindestens 1 Mann?",
                "Aus {a} Frauen und {b} Männern werden {k} Personen gewählt, darunter mindestens {m} Frauen und"
                " mindestens 1 Mann. Auf wie viele Arten geht das?",
            ),
            "avoid": (
                "Ein Weg auf einem Gitter führt von (0, 0) nach ({a}, {b}), jeder Schritt eine Einheit nach rechts"
                " oder oben. Wie viele solche Wege gehen nicht durch ({e}, {g})?",
                "Auf wie viele Arten kommt man, immer eine Einheit nach rechts oder oben, von (0, 0) nach ({a},"
                " {b}), ohne ({e}, {g}) zu berühren?",
            ),
            "via": (
                "Ein Weg auf einem Gitter führt von (0, 0) nach ({a}, {b}), jeder Schritt eine Einheit nach rechts"
                " oder oben. Wie viele solche Wege gehen durch ({c}, {d}), aber nicht durch ({e}, {g})?",
                "Auf wie viele Arten kommt man, immer eine Einheit nach rechts oder oben, von (0, 0) nach ({a}, {b})"
                " durch ({c}, {d}), ohne ({e}, {g}) zu berühren?",
            ),
            "even": (
                "Wie viele gerade Zahlen aus {n} verschiedenen Ziffern lassen sich mit den Ziffern {digits} bilden?",
                "Mit den Ziffern {digits}, jede höchstens einmal benutzt: Wie viele gerade {n}-stellige Zahlen gibt"
                " es?",
            ),
            "odd": (
                "Wie viele ungerade Zahlen aus {n} verschiedenen Ziffern lassen sich mit den Ziffern {digits} bilden?",
                "Mit den Ziffern {digits}, jede höchstens einmal benutzt: Wie viele ungerade {n}-stellige Zahlen"
                " gibt es?",
            ),
            "five": (
                "Wie viele Vielfache von 5 aus {n} verschiedenen Ziffern lassen sich mit den Ziffern {digits} bilden?",
                "Mit den Ziffern {digits}, jede höchstens einmal benutzt: Wie viele {n}-stellige Vielfache von 5"
                " gibt es?",
            ),
            "left": "Mit {w} an erster Stelle bleiben {f} = {v} Buchstaben.",
            "orders": "Wären alle verschieden, so gäbe es {f} = {v} Reihenfolgen.",
            "alike": "{w} kommt {k}-mal vor, also sehen {f} = {v} Reihenfolgen gleich aus.",
            "share": "Das ergibt {f} = {v} verschiedene Anordnungen.",
            "women": "{k} der Frauen lassen sich auf {f} = {v} Arten wählen.",
            "men": "{k} der Männer lassen sich auf {f} = {v} Arten wählen.",
            "case": "Frauen {k}, Männer {j}: {f} = {v} Ausschüsse.",
            "sum": "Insgesamt sind das {f} = {v}.",
            "ways": "Von ({a}, {b}) nach ({c}, {d}) gibt es {f} = {v} Wege.",
            "bad": "Durch den verbotenen Punkt gehen {f} = {v} dieser Wege.",
            "good": "Es bleiben {f} = {v} Wege.",
            "whole": "Mit dem Weg zum ersten Punkt sind es {f} = {v} Wege.",
            "zero": "Auf 0 enden {f} = {v} Zahlen.",
            "other": "Auf eine andere passende Ziffer enden {f} = {v} Zahlen.",
            "answer": "Also ist die gesuchte Anzahl {v}.",
        },
    }
)
