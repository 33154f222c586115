import pytest

from bench.figures import Goal, Load, goals_table, middle, percentile, table


class TestPercentile:
    @pytest.mark.parametrize(
        ("percent", "value"), [(50, 3), (95, 5), (99, 5), (20, 1), (21, 2)]
    )
    def test_is_the_smallest_value_that_so_many_do_not_exceed(self, percent, value):
        assert percentile([5, 1, 4, 2, 3], percent) == value

    def test_of_one_value_is_that_value(self):
        assert percentile([7], 1) == percentile([7], 99) == 7


class TestLoad:
    def test_tells_how_many_were_answered_a_second(self):
        assert Load(seconds=2, times=(0.5, 0.25, 0.25)).rate == 1.5

    def test_tells_the_time_of_most(self):
        assert Load(seconds=2, times=(0.5, 0.25, 0.25)).percentile(50) == 0.25


def half(one, two):
    return two.rate / one.rate


class TestMiddle:
    def test_compares_what_is_of_one_round(self):
        # Each round of the second is half as fast, however slow the machine was.
        fast = [Load(1, (0,) * count) for count in (100, 10, 40)]
        slow = [Load(1, (0,) * count) for count in (50, 5, 20)]

        assert middle(half, fast, slow) == 0.5

    def test_is_the_median_of_the_rounds(self):
        rounds = [Load(1, (0,) * count) for count in (9, 1, 2)]

        assert middle(lambda each: each.rate, rounds) == 2

    def test_needs_as_many_rounds_of_each(self):
        with pytest.raises(ValueError, match="shorter"):
            middle(half, [Load(1, (0,))] * 2, [Load(1, (0,))])


class TestGoal:
    @pytest.mark.parametrize(
        ("ratio", "wanted", "is_met"),
        [
            (0.6, "≥ 0.60", True),
            (0.59, "≥ 0.60", False),
            (5, "≤ 5", True),
            (5.1, "≤ 5", False),
            (100, "= 100", True),
            (99, "= 100", False),
        ],
    )
    def test_is_met_up_to_its_limit(self, ratio, wanted, is_met):
        assert Goal("ratio", ratio, wanted).is_met is is_met


def test_a_table_has_a_line_for_each_row():
    assert table(("name", "count"), ("a", 1), ("b", 2)) == (
        "| name | count |\n| --- | ---: |\n| a | 1 |\n| b | 2 |"
    )


def test_a_goal_that_is_missed_is_shouted():
    told = goals_table([Goal("save", 0.5, "≥ 0.60"), Goal("lost", 0, "= 0")])

    assert told.splitlines()[2:] == [
        "| save | 0.5 | ≥ 0.60 | NO |",
        "| lost | 0 | = 0 | yes |",
    ]
