"""Photos and pictures."""

from __future__ import annotations

from tests.children.file.corpus import Case
from tests.factories import uploads as u

JPG, PNG = u.picture("JPEG"), u.picture("PNG")
SCRIPT = b"<script>alert(1)</script>"
TOO_BIG = PNG + b"\0" * (30 * 1024 * 1024 + 1 - len(PNG))
LIKE_A_DRAWING = JPG[:-2] + b"\x00<svg\x00" + JPG[-2:]
PLACED = (b"PhoneMaker", u.AUTHOR.encode())

PICTURES = (
    # --- from phones and cameras ---
    Case("photo", "photo.jpg", JPG, "kept"),
    Case("photo, other ending", "photo.JPEG", JPG, "kept"),
    Case("photo in grey", "grey.jpg", u.picture("JPEG", mode="L"), "kept"),
    Case("photo in print colours", "print.jpg", u.picture("JPEG", mode="CMYK"), "kept"),
    Case("photo, progressive", "progressive.jpg", u.picture("JPEG", progressive=True), "kept"),
    Case("photo with place", "kai at the lake.jpg", u.with_place(), "kept", PLACED),
    Case("photo lying on its side", "side.jpg", u.with_place(turned=6), "kept", PLACED),
    Case("photo upside down", "down.jpg", u.with_place(turned=3), "kept", PLACED),
    Case("photo in a mirror", "selfie.jpg", u.with_place(turned=2), "kept", PLACED),
    Case("photo of a normal size", "large.jpg", u.picture("JPEG", size=(2400, 1800)), "kept"),
    Case("photo of 12 megapixels", "p12.jpg", lambda: u.smooth("JPEG", (4032, 3024)), "kept"),
    Case("photo of 12.5 megapixels", "p125.jpg", lambda: u.smooth("JPEG", (4080, 3072)), "kept"),
    Case("photo of 24 megapixels", "camera.jpg", lambda: u.smooth("JPEG", (6000, 4000)), "kept: smaller"),
    Case("photo of 48 megapixels", "p48.jpg", lambda: u.smooth("JPEG", (8064, 6048)), "kept: smaller"),
    Case("photo of 50 megapixels", "p50.jpg", lambda: u.smooth("JPEG", (8160, 6144)), "kept: smaller"),
    Case("photo of 108 megapixels", "p108.jpg", lambda: u.smooth("JPEG", (12000, 9000)), "kept: smaller"),
    Case("photo of 200 megapixels", "p200.jpg", lambda: u.smooth("JPEG", (16320, 12240)), "kept: smaller"),
    Case("long view of a garden", "pano.jpg", lambda: u.smooth("JPEG", (14000, 1200)), "kept: smaller"),
    Case("photo with depth behind it", "IMG_2.jpg", u.two_in_one(), "kept"),
    Case("photo with a film behind it", "MVIMG_1.jpg", JPG + b"\0\0\0\x18ftypmp42" + b"\1" * 900, "kept", (b"mp42",)),
    Case("photo whose points spell a drawing", "plan.jpg", LIKE_A_DRAWING, "kept", (b"<svg",)),
    Case("photo with a comment", "a.jpg", u.picture("JPEG", comment=u.AUTHOR.encode()), "kept", PLACED),
    Case("photo of an iPhone", "IMG_1.HEIC", u.heic(), "kept: converted"),
    Case("photo of an iPhone with place", "IMG_3.heic", u.heic_with_place(), "kept: converted", PLACED),
    Case("photo of an iPhone one sees through", "cut out.heic", u.heic(mode="RGBA"), "kept: converted"),
    Case("photo of an iPhone called JPG", "IMG_4.jpg", u.heic(), "kept: converted"),
    Case("photo in tiles", "IMG_5.heic", u.heic((300, 200), tile_size=128), "kept: converted"),
    Case("photo from a chat", "WA0001.webp", u.picture("WEBP"), "kept: converted"),
    Case("photo from a chat with place", "WA2.webp", u.with_place("WEBP"), "kept: converted", PLACED),
    Case("photo from a chat lying on its side", "WA3.webp", u.with_place("WEBP", turned=8), "kept: converted", PLACED),
    Case("sticker", "sticker.webp", u.picture("WEBP", mode="RGBA", lossless=True), "kept: converted"),
    Case("moving sticker", "sticker.webp", u.moving("WEBP"), "kept: converted, still"),
    Case("photo from a chat called JPG", "photo.jpg", u.picture("WEBP"), "kept: converted"),
    Case("large photo from a chat", "a.webp", lambda: u.smooth("WEBP", (4000, 3300)), "kept: converted, smaller"),
    # --- drawn, scanned, taken off a screen ---
    Case("picture", "drawing.png", PNG, "kept"),
    Case("picture with see-through", "clear.png", u.picture("PNG", mode="RGBA"), "kept"),
    Case("picture with a palette", "palette.png", u.picture("PNG", mode="P"), "kept"),
    Case("picture in black and white", "bw.png", u.picture("PNG", mode="1"), "kept"),
    Case("picture in grey one sees through", "la.png", u.picture("PNG", mode="LA"), "kept"),
    Case("picture with one colour clear", "clear.png", u.picture("PNG", transparency=(0, 0, 0)), "kept"),
    Case("picture with words about it", "words.png", u.png_with_text(), "kept", PLACED),
    Case("picture with place", "place.png", u.with_place("PNG"), "kept", PLACED),
    Case("page scanned at 600 dpi", "scan.png", lambda: u.smooth("PNG", (4960, 7016), "L"), "kept: smaller"),
    Case("large drawing", "floor plan.png", lambda: u.smooth("PNG", (6000, 4000)), "kept: smaller"),
    Case("photo called a picture", "photo.png", JPG, "kept"),
    Case("picture called a photo", "photo.jpg", PNG, "kept"),
    Case("moving picture that stands", "a.png", u.moving("PNG"), "kept: still"),
    # --- two things at once: what is drawn anew has only one of them ---
    Case("photo with a page behind it", "a.jpg", JPG + b"<html>" + SCRIPT, "kept", (b"<html", b"<script")),
    Case(
        "photo with a server script inside", "a.jpg", u.picture("JPEG", comment=b"<?php echo 1; ?>"), "kept",
        (b"<?php",),
    ),
    Case("picture and zip at once", "a.png", PNG + u.packed({"a.txt": b"x"}), "kept", (b"PK\3\4", b"PK\5\6")),
    Case("picture and page at once", "a.webp", u.picture("WEBP") + SCRIPT, "kept: converted", (b"<script",)),
    # --- not taken ---
    Case("a byte too large", "big.png", TOO_BIG, "refused: large_picture"),
    Case("picture of 50,000 by 50,000", "huge.png", u.huge_png(), "refused: picture_too_large"),
    Case("picture as long as a street", "long.png", u.huge_png(20_000_000, 10), "refused: picture_too_large"),
    Case("photo cut short", "cut.jpg", JPG[: len(JPG) // 2], "refused: picture_unreadable"),
    Case("picture cut short", "cut.png", PNG[:60], "refused: picture_unreadable"),
    Case("photo of its first bytes only", "a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 60, "refused: picture_unreadable"),
    Case("iPhone photo of its first bytes only", "a.heic", u.heic()[:300], "refused: picture_unreadable"),
    Case("iPhone photo of nothing", "b.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 50,
         "refused: picture_unreadable"),
    Case("chat photo cut short", "a.webp", u.picture("WEBP")[:60], "refused: picture_unreadable"),
    Case("progressive photo of 60 megapixels", "a.jpg", lambda: u.smooth("JPEG", (10000, 6000), progressive=True),
         "refused: picture_too_large"),
)  # fmt: skip
