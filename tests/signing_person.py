"""The browser process with somebody who presses Done as soon as the site has answered; run instead of the child."""

import sys

from PySide6.QtCore import QTimer

from pressmark.workers.browser import child, sign_in


class SignedIn(sign_in.SignInWindow):
    def start(self) -> None:
        super().start()
        self.view.titleChanged.connect(lambda title: title == "Welcome" and QTimer.singleShot(300, self.done.click))


sign_in.SignInWindow = SignedIn
sys.exit(child.main(sys.argv[1:]))
