"""Whatever one may not see is in no byte that reaches one (SPEC §2), in worlds and by ways drawn at random."""

import os

import pytest

from tests.leaks.lab import Lab
from tests.leaks.survey import Survey

CI = os.environ.get("CI") == "true"
SHARDS = 4


@pytest.mark.parametrize("shard", range(SHARDS))
def test_dev(lab: Lab, shard: int) -> None:
    import time
    survey = Survey(lab)
    t=time.time()
    for n in range(15):
        survey.visit(shard * 1000 + n, 50)
    print(time.time()-t, survey.requests, survey.bytes, survey.secretive, survey.missing())
    t=time.time()
    for n in range(15):
        survey.compare(shard * 1000 + n, 40)
    print(time.time()-t, survey.requests, survey.bytes, survey.secretive, survey.missing())
