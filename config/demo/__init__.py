"""The told cases, made through the rules and real workers, so the demo tests the house.

People and offices are invented. The first case has the facts and figures of a public conclusion of
2024 on one division of a district, told in our own words.
"""
