"""Action ids of the Home tab's pages."""

HOME_PAGE = "home_page"


HOME_SECTION = "home_section"
