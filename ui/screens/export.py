"""export"""

from ui import session
from ui.components.frame import frame


def render() -> None:
    """Draw the screen."""
    frame(session.workspace(), "export")
