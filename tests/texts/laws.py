"""Small laws written for the tests, and where the real ones lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from commons.texts import importing, tree
from commons.texts.importing import Parsed

DATA = Path(os.environ.get("LEXPOPULI_TEST_DATA", "../shared/data"))

THAI = """# ร่างพระราชบัญญัติอากาศสะอาด พ.ศ. ๒๕๖๙

โดยที่เป็นการสมควรมีกฎหมายว่าด้วยอากาศสะอาด

มาตรา ๑ พระราชบัญญัตินี้เรียกว่า “พระราชบัญญัติอากาศสะอาด พ.ศ. ๒๕๖๙”

มาตรา ๒ พระราชบัญญัตินี้ให้ใช้บังคับตั้งแต่วันถัดจากวันประกาศในราชกิจจานุเบกษาเป็นต้นไป

หมวด ๑
บททั่วไป

มาตรา ๕/๑ ในพระราชบัญญัตินี้
(๑) “อากาศ” หมายความว่า อากาศที่คนหายใจ
  (ก) ในเมือง
  (ข) นอกเมือง
(๒) “ฝุ่น” หมายความว่า ฝุ่นละออง
ความในวรรคหนึ่งมิให้ใช้บังคับแก่โรงเรือน

มาตรา ๖ ทวิ ให้ยกเลิกความในมาตรา ๕ แห่งพระราชบัญญัติโรงงาน และให้ใช้ความต่อไปนี้แทน
“มาตรา ๕ ให้มีคณะกรรมการคณะหนึ่ง ประกอบด้วย
(๑) ประธานกรรมการ
(๒) กรรมการ”

ส่วนที่ ๒ การอุทธรณ์

มาตรา ๗ ผู้รับคำสั่งอุทธรณ์ได้ภายใน ๑๕ วัน

บทเฉพาะกาล

มาตรา ๘ ให้ออกกฎกระทรวงภายในหนึ่งปี
"""

ESTONIAN = """Puhta õhu seadus

1. peatükk
ÜLDSÄTTED

§ 1. Seaduse reguleerimisala
(1) Käesolev seadus reguleerib õhu kaitset.
(2) Seadust ei kohaldata, kui:
1) tegemist on siseruumiga;
2) tegemist on katsega.

§ 5¹. Eriline kord
Käesoleva seaduse § 5 lõikes 2 sätestatud juhul kohaldatakse erikorda.

2. peatükk
RAKENDUSSÄTTED

§ 6. Seaduse jõustumine
Käesolev seadus jõustub 1. jaanuaril.
"""

FINNISH = """Laki puhtaasta ilmasta

1 luku
Yleiset säännökset

1 §
Soveltamisala

Tässä laissa säädetään ilman suojelusta.

Lakia sovelletaan:
1) valtioon;
2) kuntiin.

5 a § Määritelmät
Tässä laissa tarkoitetaan ilmalla ulkoilmaa.

6 §
Tämä laki tulee voimaan 1 päivänä tammikuuta.
"""

ENGLISH = """CLEAN AIR ACT

Whereas clean air is a common good;
Whereas the State has a duty to protect it;

PART I
PRELIMINARY

Section 1. Short title
This Act may be cited as the Clean Air Act.

Section 2. Interpretation
In this Act—
(a) "board" means the Clean Air Board;
(b) "monitor" means—
(i) a fixed device; or
(ii) a mobile device.

PART II
DUTIES OF
THE BOARD

Section 3. The Board shall report within 15 days.

SCHEDULE 1
Fees
1. Monitor: 100 baht.
2. Sensor: 50 baht.
"""


def read(text: str, name: str = "law.txt") -> Parsed:
    """The text of a law as a file of that name would be read."""
    return importing.read(name, text.encode())


def real(name: str) -> Path:
    """A real text; the test is skipped, with the reason, where it is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is absent (LEXPOPULI_TEST_DATA)")
    return path


def read_real(name: str) -> Parsed:
    """A real text as it is read."""
    path = real(name)
    return importing.read(path.name, path.read_bytes())


def eids(parsed: Parsed) -> list[str]:
    """The addresses of all sections."""
    return [node.eid for node in tree.sections(parsed.tree)]
