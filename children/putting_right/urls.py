from django.urls import path

from children.putting_right import views
from children.putting_right.lines import LINES

urlpatterns = [path("edition/<uuid:edition>/file-elsewhere/", views.refile_document, name="refile_document")]
for _line in LINES.values():
    _address = f"{_line.kind}/<uuid:{_line.kind}>"
    _told = {"kind": _line.kind}
    if _line.asks:
        urlpatterns.append(
            path(f"{_address}/put-right/", views.put_right, _told, name=f"put_right_{_line.kind}")
        )
    if _line.withdrawable:
        urlpatterns.append(
            path(f"{_address}/withdraw/", views.withdraw, _told, name=f"withdraw_{_line.kind}")
        )
