"""Imports of customers: what each brought, what was refused and how to mend it, and a form to bring in a file."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from tidings.console.paging import PAGE, after, further, number_in
from tidings.ground import clock
from tidings.people import public as people
from tidings.staff import public as staff

LARGEST_UNPACKED = 100_000_000
LARGEST = 20_000_000  # bytes; larger files take the command, which shows how far it is


class ImportForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="CSV, JSONL or Parquet, with or without .gz. The first line of a CSV names its columns.",
    )
    mapping = forms.CharField(
        label="Mapping",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "mono", "rows": 8, "spellcheck": "false"}),
        help_text="Only where the columns have names of their own, as in: columns: {customer_number: id, tel: phone}",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("Larger than 20 MB: use the command `tidings import customers FILE`.")
        return file


@staff.needs("see.problems")
@require_GET
def list_page(request: HttpRequest) -> HttpResponse:
    runs = people.imports(after=after(request), limit=PAGE + 1)
    context = {
        "runs": runs[:PAGE],
        "further": further(runs),
        "may_import": staff.can(request.user, "import.customers"),
    }
    return render(request, "console/customers/imports.html", context)


@staff.needs("see.problems")
@require_GET
def one_page(request: HttpRequest, run_id: int) -> HttpResponse:
    lines = people.refused_rows(run_id, after=after(request) or 0, limit=PAGE + 1)
    context = {
        "run": found(run_id),
        "lines": lines[:PAGE],
        "further": further(lines, by="line"),
        "may_import": staff.can(request.user, "import.customers"),
    }
    return render(request, "console/customers/import.html", context)


@staff.needs("import.customers")
@require_GET
def refused_file(request: HttpRequest, run_id: int) -> HttpResponse:
    """The refused rows with their reasons, in the format they came in."""
    name = people.refused_path(Path(found(run_id).name)).name
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "refused"
        try:
            people.write_refused(run_id=run_id, target=target)
        except people.FileRefused:  # an import that came from no file
            raise Http404 from None
        response = HttpResponse(target.read_bytes(), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@staff.needs("import.customers")
@require_http_methods(["GET", "POST"])
def new_page(request: HttpRequest) -> HttpResponse:
    """`?like=` an earlier import starts with its mapping, for a file that was corrected."""
    form = ImportForm(request.POST or None, request.FILES or None, initial={"mapping": mapping_like(request)})
    if request.method == "POST" and form.is_valid():
        try:
            report = imported(form.cleaned_data, request.user.actor)
        except people.FileRefused as refused:
            form.add_error("file", str(refused))
        except people.MappingRefused as refused:
            form.add_error("mapping", str(refused))
        else:
            messages.success(
                request,
                f"{report.created} new, {report.updated} changed, {report.unchanged} as before, {report.refused} refused.",
            )
            return redirect("import", report.run_id)
    return render(request, "console/customers/new_import.html", {"form": form})


def mapping_like(request: HttpRequest) -> str:
    like = number_in(request.GET.get("like", ""))
    return "" if like is None else found(like).mapping


def imported(stated: dict[str, Any], actor: str) -> people.ImportReport:
    name = Path(stated["file"].name).name
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"upload{''.join(Path(name).suffixes[-2:])}"
        with copy.open("wb") as file:
            file.writelines(stated["file"].chunks())
        return people.import_file(
            path=copy,
            name=name,
            mapping=stated["mapping"],
            largest=LARGEST_UNPACKED,
            actor=actor,
            now=clock.now(),
        ).report


def found(run_id: int) -> people.ImportCard:
    try:
        return people.import_run(run_id=run_id)
    except people.UnknownImport:
        raise Http404 from None


urlpatterns = [
    path("customers/imports/", list_page, name="imports"),
    path("customers/imports/new", new_page, name="new-import"),
    path("customers/imports/<int:run_id>/", one_page, name="import"),
    path("customers/imports/<int:run_id>/refused", refused_file, name="import-refused"),
]
