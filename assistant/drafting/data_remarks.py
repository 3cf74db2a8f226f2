"""A remark on yearly data: something that a person should look at before anything is drafted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataRemark:
    """Something in the data that a person should look at; `path` is its place, as `indicators[3].value`."""

    path: str
    message: str
