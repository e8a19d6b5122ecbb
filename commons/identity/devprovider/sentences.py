"""What the development provider's own pages say, in the languages that it is asked in."""

from __future__ import annotations

SENTENCES: dict[str, dict[str, str]] = {
    "en": {
        "title": "Practice identity provider",
        "house": "Practice identity provider – not a real authority",
        "skip": "Skip to main content",
        "about": "All persons here are invented. There is no password.",
        "fault": "Fault being played:",
        "who": "Who do you want to be?",
        "name": "Name of the invented person",
        "hint": "For example citizen-a, officer-1 or voter-7",
        "unknown": "Nobody here has this name. Choose one from the list below.",
        "go": "Sign in as this person",
        "citizens": "Citizens",
        "young": "Young people: odd ages have their next birthday tomorrow, even ones today",
        "officials": "Officials",
        "initiators": "Initiators",
        "abroad": "People of other States: 1 lives there as a citizen, 2 only lives there, 3 is a citizen abroad",
        "wrong": "This request cannot be answered",
        "client": "This client is not known here.",
        "way-back": "This way back is not registered.",
        "code-flow": "Only the code flow with a state is offered.",
    },
    "th": {
        "title": "ผู้ให้บริการยืนยันตัวตนสำหรับฝึกหัด",
        "house": "ผู้ให้บริการยืนยันตัวตนสำหรับฝึกหัด – มิใช่หน่วยงานจริง",
        "skip": "ข้ามไปยังเนื้อหาหลัก",
        "about": "บุคคลทั้งหมดในหน้านี้เป็นบุคคลสมมุติ และไม่ต้องใช้รหัสผ่าน",
        "fault": "ข้อขัดข้องที่กำลังจำลอง:",
        "who": "ท่านต้องการเป็นบุคคลใด",
        "name": "ชื่อของบุคคลสมมุติ",
        "hint": "เช่น citizen-a, officer-1 หรือ voter-7",
        "unknown": "ไม่มีผู้ใช้ชื่อนี้ โปรดเลือกจากรายชื่อด้านล่าง",
        "go": "เข้าสู่ระบบในนามบุคคลนี้",
        "citizens": "ประชาชน",
        "young": "เยาวชน: อายุเลขคี่จะครบรอบวันเกิดครั้งถัดไปในวันพรุ่งนี้ อายุเลขคู่ครบในวันนี้",
        "officials": "เจ้าหน้าที่",
        "initiators": "ผู้ริเริ่ม",
        "abroad": "ผู้คนของรัฐอื่น: 1 เป็นพลเมืองที่อาศัยในรัฐนั้น 2 เพียงอาศัยอยู่ 3 เป็นพลเมืองที่อยู่ต่างประเทศ",
        "wrong": "ไม่สามารถตอบคำขอนี้ได้",
        "client": "ไม่รู้จักระบบที่ส่งคำขอนี้",
        "way-back": "ที่อยู่สำหรับส่งกลับไม่ได้ลงทะเบียนไว้",
        "code-flow": "รองรับเฉพาะขั้นตอนแบบรหัสซึ่งมีค่า state เท่านั้น",
    },
}


def language(asked: str) -> str:
    """The first language of the request that these pages speak; English otherwise."""
    for word in asked.split():
        if word[:2].lower() in SENTENCES:
            return word[:2].lower()
    return "en"
