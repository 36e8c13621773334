"""docs/pages shows every page of the application, in pictures of moderate size."""

from PIL import Image

from tests.browser import DESKTOP, PHONE
from tests.journeys.page_list import FOLDER, LIKE_ANOTHER, PAGES, index, pictures
from tests.journeys.test_axe import AT_THE_DOOR, HERS, OF_THE_CLINIC

MOST = 4_000_000  # bytes of all pictures together


def test_every_page_that_is_looked_at_has_a_picture():
    shown = {name for name in PAGES if not name.startswith("error_")} - {"admin"}
    assert shown == {*HERS, *OF_THE_CLINIC, *AT_THE_DOOR} - LIKE_ANOTHER


def test_the_pictures_and_their_index_are_there():
    assert {path.stem for path in FOLDER.glob("*.webp")} == set(pictures())
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == index()


def test_they_have_the_size_of_a_screen_and_are_small_together():
    for path in FOLDER.glob("*.webp"):
        with Image.open(path) as picture:
            size = PHONE if path.stem.endswith("-phone") else DESKTOP
            assert picture.size == (size["width"], size["height"]), path.name
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST
