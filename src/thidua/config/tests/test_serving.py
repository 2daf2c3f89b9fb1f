"""The stages that the command line offers are those of the sample year."""

from thidua.config.serving import STAGE_OF_THE_FIRST_PAGE, STAGES
from thidua.demo import story


def test_the_stages_on_the_command_line_are_those_of_the_demo():
    assert tuple(story.STAGES) == STAGES
    assert STAGE_OF_THE_FIRST_PAGE in STAGES
