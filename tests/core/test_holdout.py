from collections import Counter

from tidings.core.holdout import bucket


def test_the_bucket_is_reproducible_in_any_language():
    # printf 'parcel-late\nc-1' | sha256sum, the first 16 hex digits modulo 10000
    assert bucket(campaign="parcel-late", customer="c-1") == 5378


def test_buckets_are_even_and_independent_between_campaigns():
    held = [
        Counter(bucket(campaign=name, customer=f"c{n}") < 1000 for n in range(20_000)) for name in ("a", "b")
    ]
    assert all(abs(count[True] - 2000) < 150 for count in held)
    both = sum(
        bucket(campaign="a", customer=f"c{n}") < 1000 and bucket(campaign="b", customer=f"c{n}") < 1000
        for n in range(20_000)
    )
    assert abs(both - 200) < 60
