using CpdCourse.Linking.Microformats;

namespace CpdCourse.UnitTests.Linking;

[CollectionDefinition(nameof(HostileMicroformatsTests), DisableParallelization = true)]
[Collection(nameof(HostileMicroformatsTests))]
public sealed class HostileMicroformatsTests
{
    private const int Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);
    private static readonly Uri Here = new("https://blog.example/2012/my-post");

    [Theory]
    [InlineData("<b>")]
    [InlineData("<a>")]
    [InlineData("<a href=x><div>")]
    [InlineData("<b x=#>")]
    [InlineData("<p><b x=#>")]
    [InlineData("<p><b x=#></p>")]
    [InlineData("<b x=#><!--</b>-->")]
    [InlineData("<p><b x=#><table><td></b></table></p>")]
    [InlineData("<button><b x=#></button>")]
    [InlineData("<td><b x=#></td>")]
    [InlineData("<option><i x=#></option>")]
    [InlineData("<svg><style><b x=#>")]
    [InlineData("<select><style></select><b x=#>")]
    [InlineData("<div>")]
    [InlineData("<div><object></div>")]
    [InlineData("<b><div></b>")]
    [InlineData("<li><dd>")]
    [InlineData("<table><tr><td>x<b>")]
    [InlineData("<table><b>x")]
    [InlineData("<template>")]
    [InlineData("<template><b x=#>")]
    [InlineData("<noscript><b x=#>")]
    [InlineData("<svg><math>")]
    [InlineData("<button><p>")]
    [InlineData("</p>")]
    [InlineData("</b>")]
    [InlineData("<!--")]
    [InlineData("<")]
    [InlineData("<p class=h-card>x")]
    [InlineData("<p class=h-card>x</p>")]
    [InlineData("<div class='h-card p-x'>")]
    [InlineData("<br class=h-card>")]
    [InlineData("<a rel='me # x' href=#></a>")]
    public void A_mebibyte_of_one_thing_is_read_or_refused_in_no_time(string piece)
    {
        var count = 0;
        var html = string.Concat(
            Enumerable
                .Repeat(piece, Mebibyte / piece.Length)
                .Select(p => p.Replace("#", $"{count++}", StringComparison.Ordinal))
        );
        InNoTime(html);
    }

    [Fact]
    public void A_hundred_thousand_things_are_read_or_refused_in_no_time() =>
        InNoTime(string.Concat(Enumerable.Repeat("<i class=h-x>", 100_000)));

    [Fact]
    public void Attributes_without_end_are_refused_in_no_time() =>
        InNoTime("<p " + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"a{i} ")) + ">");

    [Fact]
    public void A_text_in_every_property_of_a_nest_is_refused() =>
        InNoTime(
                "<div class=h-entry>"
                    + string.Concat(Enumerable.Repeat("<div class=e-content>", 200))
                    + new string('x', Mebibyte / 2)
            )
            .ShouldBeNull();

    [Fact]
    public void An_element_with_ten_thousand_properties_is_refused()
    {
        var names = string.Concat(
            Enumerable.Range(0, 10_000).Select(i => $" p-x{i}-{(char)('a' + (i % 26))}")
        );
        InNoTime($"<div class=h-entry><p class='{names}'>{new string('x', Mebibyte / 2)}")
            .ShouldBeNull();
    }

    [Theory]
    [InlineData("٢٠١٢-١٨٢")]
    [InlineData("٢٠١٢-٠٦-٣٠")]
    [InlineData("١٢:٣٠")]
    [InlineData("2012-06-30T")]
    public void A_date_in_no_spelling_of_ours_is_passed_over(string date) =>
        MicroformatsReader
            .Read(
                $"<p class=h-entry><span class=dt-published><b class=value>{date}</b></span>",
                Here
            )
            .ShouldNotBeNull();

    [Fact]
    public void A_nest_that_doubles_at_each_level_is_refused() =>
        InNoTime(
                "<div class=h-x>"
                    + string.Concat(Enumerable.Repeat("<div class='p-a p-b h-x'>", 60))
                    + "x"
            )
            .ShouldBeNull();

    [Fact]
    public void Pages_as_they_are_written_are_not_refused()
    {
        // Half a mebibyte of paragraphs and lists whose end tags are left out, a bold word nobody closed, deep replies, drawings.
        var html =
            "<div class=h-feed><p>"
            + string.Concat(
                Enumerable
                    .Range(0, 3000)
                    .Select(i =>
                        $"<p>Words <b>and</b> <a href=/{i}>more</a><ul><li>One<li>Two</ul>"
                    )
            )
            + "<b><table>"
            + string.Concat(Enumerable.Repeat("<tr><td><font color=red>x<td>y", 1000))
            + "</table>"
            + string.Concat(Enumerable.Repeat("<ol><li><article>", 30))
            + string.Concat(Enumerable.Repeat("</article></ol>", 30))
            + string.Concat(Enumerable.Repeat("<svg><path d=M0/><use href=#x /></svg>", 500))
            + "<div class=h-entry>Last";
        var items = InNoTime(html).ShouldNotBeNull().Items;
        items[0].Children[0].First("name")!.Text.ShouldBe("Last");
    }

    [Fact]
    public void Reading_ends_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() =>
            MicroformatsReader.Read("<p class=h-card>Amara</p>", Here, stop.Token)
        );
    }

    [Fact]
    public void Any_tags_in_any_order_can_be_read_and_written()
    {
        var random = new Random(23);
        string[] pieces =
        [
            "<div class='h-entry p-x'>",
            "<p class='u-url dt-y value e-z'>",
            "<a class=h-card rel=me href=",
            "<base href=",
            "//[",
            "\\\\x",
            "http://",
            "\u202E",
            ">",
            "</div>",
            "</p>",
            "</a>",
            "<img class=u-photo src=x alt='",
            "'",
            "\"",
            "<template>",
            "</template>",
            "<svg>",
            "<table>",
            "<td class=vcard>",
            "<time class=dt-start datetime=",
            "2012-06-30",
            "19:05",
            "<b class=value>",
            "</b>",
            "\0",
            "\uD83D",
            "&#xD800;",
            " ",
        ];
        for (var i = 0; i < 2000; i++)
        {
            var html = string.Concat(
                Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)])
            );
            var page = MicroformatsReader.Read(html, Here).ShouldNotBeNull(html);
            MicroformatsJson.Write(page).ShouldStartWith("{");
            MentionedAs.Read(page, Here, _ => true);
            RepresentativeCard.Of(page, Here);
        }
    }

    // Processor time, and alone in the process: a test machine may be busy with others.
    private static MicroformatsPage? InNoTime(string html)
    {
        var before = Environment.CpuUsage.TotalTime;
        var page = MicroformatsReader.Read(html, Here);
        if (page is not null)
        {
            MicroformatsJson.Write(page).Length.ShouldBeLessThan(50 * Mebibyte);
            MentionedAs.Read(page, Here, _ => false)?.Authorship.With(page);
            RepresentativeCard.Of(page, Here);
        }

        (Environment.CpuUsage.TotalTime - before).ShouldBeLessThan(Limit);
        return page;
    }
}
