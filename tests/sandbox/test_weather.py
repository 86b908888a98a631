"""Bad days by chance are the same each time, and meet only the channels that they are meant for."""

from bot.sandbox.weather import Weather


def test_chance_is_the_same_each_time_and_near_to_what_was_asked_for() -> None:
    first, again = (
        [fault["kind"] if (fault := weather.meets({"channel": "C1"})) else "" for _ in range(2000)]
        for weather in (Weather(ratelimited=0.2, lost=0.05), Weather(ratelimited=0.2, lost=0.05))
    )
    assert first == again
    assert 340 < first.count("ratelimited") < 460
    assert 60 < first.count("lost") < 140


def test_other_channels_have_fair_weather_and_so_has_who_ordered_none() -> None:
    bad = Weather(ratelimited=1.0, retry_after=3, channels=["C1"])
    assert bad.meets({"channel": "C1"}) == {"kind": "ratelimited", "retry_after": 3}
    assert bad.meets({"channel": "C2"}) is None
    assert bad.meets({}) is None
    assert Weather().meets({"channel": "C1"}) is None
