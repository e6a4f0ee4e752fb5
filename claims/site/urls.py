"""The readers' addresses."""

app_name = "site"

urlpatterns = []
