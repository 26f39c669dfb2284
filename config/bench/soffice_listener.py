"""Runs under the Python that LibreOffice brings (module uno): one file name a line, PDF beside it."""

import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main(pipe: str) -> None:
    desktop = _desktop(pipe)
    print("ready", flush=True)
    for line in sys.stdin:
        path = Path(line.strip())
        document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, _values(Hidden=True))
        target = path.with_suffix(".soffice.pdf").as_uri()
        document.storeToURL(target, _values(FilterName="writer_pdf_Export"))
        document.close(True)
        print("done", flush=True)


def _desktop(pipe: str):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
        else:
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
    sys.exit("LibreOffice did not open its pipe.")


def _values(**given: object) -> tuple[PropertyValue, ...]:
    return tuple(PropertyValue(Name=name, Value=value) for name, value in given.items())


if __name__ == "__main__":
    main(sys.argv[1])
