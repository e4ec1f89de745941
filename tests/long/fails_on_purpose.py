"""A test that fails, for those that look at how a failure is told; its name keeps it out of every other run."""


def test_two_lists_are_equal():
    assert [1, 2, 3] == [1, 2, 4]
