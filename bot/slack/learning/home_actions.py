"""Action ids of the buttons and the menu in the Home tab."""

HOME_PAGE = "home_page"


HOME_SECTION = "home_section"
