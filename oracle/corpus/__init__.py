"""Requests that are made by rule: each module gives one set of cases, the same on every run."""
