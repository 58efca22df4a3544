using CpdCourse.Domain.Writing;

namespace CpdCourse.UnitTests.Writing;

public sealed class AnswerSheetTests
{
    private static readonly Question[] Five =
    [
        new(12, 1, "Other advantages?"),
        new(12, 2, "Disadvantages?"),
        new(12, 3, "New contacts?"),
        new(12, 4, "Before and after?"),
        new(12, 5, "Community?"),
    ];

    [Fact]
    public void Five_boxes_become_one_text_and_five_boxes_again_byte_for_byte()
    {
        var answers = new Dictionary<(int, int), string>
        {
            [(12, 1)] = "Shy people *rehearse*.\n\n- one\n    - two\n\n## A heading of my own",
            [(12, 2)] = "Odd [brackets], \\ backslashes, {braces}, “quotes” & <tags>",
            [(12, 3)] = "Grüße 👩‍👩‍👧 مرحبا",
            [(12, 4)] = "* * * * *\n\nafter a break of my own",
            [(12, 5)] = "```\ncode\n```\n\ttabs and  double  spaces ",
        };

        var text = AnswerSheet.Compose(Five, new AnswerParts(answers, "Thank you all."), 12);
        var back = AnswerSheet.Split(text, 12);

        back.Answers.ShouldBe(answers, ignoreOrder: true);
        back.AnythingElse.ShouldBe("Thank you all.");
    }

    [Fact]
    public void An_empty_box_leaves_no_heading()
    {
        var text = AnswerSheet.Compose(
            Five,
            new AnswerParts(new Dictionary<(int, int), string> { [(12, 2)] = "None." }, " \n"),
            12
        );

        text.ShouldBe("## Disadvantages? {#q2}\n\nNone.\n");
    }

    [Fact]
    public void Text_outside_any_question_goes_to_anything_else()
    {
        var parts = AnswerSheet.Split(
            "Hello.\n\n## Disadvantages? {#q2}\n\nNone.\n\n* * * * *\n\nBye.",
            12
        );

        parts.Answers[(12, 2)].ShouldBe("None.");
        parts.AnythingElse.ShouldBe("Hello.\n\nBye.");
    }

    [Fact]
    public void A_heading_without_an_anchor_is_part_of_the_answer()
    {
        var parts = AnswerSheet.Split("## Q {#q1}\n\nOne.\n\n## Mine\n\nTwo.", 12);

        parts.Answers[(12, 1)].ShouldBe("One.\n\n## Mine\n\nTwo.");
    }

    [Fact]
    public void A_question_without_a_box_stays_whole_in_anything_else()
    {
        var parts = AnswerSheet.Split(
            "## Old {#t7-q2}\n\nKept.",
            12,
            new HashSet<(int, int)> { (12, 1) }
        );

        parts.Answers.ShouldBeEmpty();
        parts.AnythingElse.ShouldBe("## Old {#t7-q2}\n\nKept.");
    }

    [Fact]
    public void Questions_of_a_second_Thing_carry_its_number()
    {
        Question[] both = [new(12, 1, "A?"), new(7, 1, "B?")];
        var answers = new Dictionary<(int, int), string> { [(12, 1)] = "a", [(7, 1)] = "b" };

        var text = AnswerSheet.Compose(both, new AnswerParts(answers, ""), 12);

        text.ShouldBe("## A? {#q1}\n\na\n\n## B? {#t7-q1}\n\nb\n");
        AnswerSheet.Split(text, 12).Answers.ShouldBe(answers, ignoreOrder: true);
    }

    [Fact]
    public void Another_first_Thing_leaves_every_heading_its_question()
    {
        var text = AnswerSheet.Reanchor("## A? {#q1}\n\na {#q1} in text\n\n## B? {#t7-q2}", 12, 7);

        text.ShouldBe("## A? {#t12-q1}\n\na {#q1} in text\n\n## B? {#q2}");
        AnswerSheet
            .Reanchor(text, 7, 12)
            .ShouldBe("## A? {#q1}\n\na {#q1} in text\n\n## B? {#t7-q2}");
    }

    [Fact]
    public void The_same_question_answered_twice_is_one_answer()
    {
        AnswerSheet
            .Split("## A {#q1}\n\none\n\n## A {#q1}\n\ntwo", 12)
            .Answers[(12, 1)]
            .ShouldBe("one\n\ntwo");
    }

    [Fact]
    public void The_writers_own_words_over_an_answer_come_back()
    {
        var text = "### What I fear most {#q2}\n\nBeing read.\n";
        var parts = AnswerSheet.Split(text, 12, Boxes);

        parts.Answers[(12, 2)].ShouldBe("Being read.");
        AnswerSheet.Compose(Five, parts, 12).ShouldBe(text);
    }

    [Fact]
    public void Words_of_a_heading_that_belong_to_another_question_are_not_taken()
    {
        var answers = new Dictionary<(int, int), string> { [(12, 2)] = "None." };
        foreach (var odd in new[] { "## A {#q3}", "no heading", "## A {#q2}\n\n## B {#q2}" })
        {
            var headings = new Dictionary<(int, int), string> { [(12, 2)] = odd };
            AnswerSheet
                .Compose(Five, new AnswerParts(answers, "") { Headings = headings }, 12)
                .ShouldBe("## Disadvantages? {#q2}\n\nNone.\n");
        }
    }

    [Fact]
    public void With_boxes_a_second_part_under_a_question_stays_whole_in_the_rest()
    {
        var text = "## A {#q1}\n\none\n\n## Again {#q1}\n\ntwo";

        var parts = AnswerSheet.Split(text, 12, Boxes);

        parts.Answers[(12, 1)].ShouldBe("one");
        parts.AnythingElse.ShouldBe("## Again {#q1}\n\ntwo");
    }

    [Fact]
    public void An_answer_to_a_question_that_was_removed_meanwhile_is_kept()
    {
        var answers = new Dictionary<(int, int), string>
        {
            [(12, 1)] = "One.",
            [(12, 9)] = "Nine.",
        };

        var text = AnswerSheet.Compose(Five, new AnswerParts(answers, "Bye."), 12);

        text.ShouldBe(
            "## Other advantages? {#q1}\n\nOne.\n\n* * * * *\n\nBye.\n\n## Question 9 {#q9}\n\nNine.\n"
        );
    }

    [Theory]
    [InlineData("```\n## not a question {#q3}\n```")]
    [InlineData("~~~~ text\n## not {#q3}\n```\n* * * * *\n~~~\n~~~~~")]
    [InlineData("text `## a {#q3}`")]
    public void What_stands_in_code_is_no_heading(string answer)
    {
        var answers = new Dictionary<(int, int), string> { [(12, 1)] = answer, [(12, 4)] = "x" };

        var text = AnswerSheet.Compose(Five, new AnswerParts(answers, ""), 12);

        AnswerSheet.Split(text, 12, Boxes).Answers.ShouldBe(answers, ignoreOrder: true);
        AnswerSheet.Reanchor(text, 12, 7).ShouldContain("{#q3}", Case.Sensitive);
    }

    [Fact]
    public void A_fence_left_open_does_not_swallow_the_next_question()
    {
        var answers = new Dictionary<(int, int), string>
        {
            [(12, 1)] = "```\nopen",
            [(12, 2)] = "Two.",
        };

        var text = AnswerSheet.Compose(Five, new AnswerParts(answers, ""), 12);
        var back = AnswerSheet.Split(text, 12, Boxes);

        back.Answers[(12, 1)].ShouldBe("```\nopen\n```");
        back.Answers[(12, 2)].ShouldBe("Two.");
    }

    private static HashSet<(int, int)> Boxes => [.. Five.Select(q => (q.Thing, q.Prompt))];
}
