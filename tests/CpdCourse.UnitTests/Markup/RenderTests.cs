using System.Text.Encodings.Web;
using System.Xml.Linq;
using CpdCourse.Markup;
using CpdCourse.Testing;

namespace CpdCourse.UnitTests.Markup;

public class RenderTests
{
    [Fact]
    public void C1_only_this_project_makes_safe_html()
    {
        typeof(SafeHtml).GetConstructors().ShouldBeEmpty();
        SafeHtml.Empty.ToString().ShouldBe("");
        SafeHtml.FromStore("").ShouldBeSameAs(SafeHtml.Empty);
    }

    [Fact]
    public void Safe_html_is_written_as_it_is()
    {
        using var writer = new StringWriter();

        SafeHtml.FromStore("<p>é &amp;</p>").WriteTo(writer, HtmlEncoder.Default);

        writer.ToString().ShouldBe("<p>é &amp;</p>");
    }

    [Theory]
    [InlineData("\" onclick=\"alert(1)")]
    [InlineData("' > < & &amp; `")]
    [InlineData("--> ]]> </a>")]
    public void Titles_and_descriptions_keep_every_character(string words)
    {
        var html = Sanitizer.Clean(
            "<abbr title=\"" + System.Net.WebUtility.HtmlEncode(words) + "\">x</abbr>",
            Profile.Post
        );

        Dom.Parse(html).QuerySelector("abbr")!.GetAttribute("title").ShouldBe(words);
    }

    [Fact]
    public void An_empty_text_renders_to_nothing()
    {
        foreach (var text in new[] { Texts.Post(""), Texts.Comment(" \n "), Texts.Foreign("") })
        {
            text.Html.ToString().Trim().ShouldBe("");
            text.Excerpt.ShouldBe("");
            text.Words.ShouldBe(0);
            text.Links.ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_address_told_to_another_blog_stands_in_the_html_letter_by_letter()
    {
        var text = Texts.Post("[it](https://Blog.example/?p=12&x=ü) https://blog.example/2026/");

        foreach (var link in text.Links)
        {
            link.OriginalString.ShouldBe(link.AbsoluteUri);
            text.Html.ToString()
                .ShouldContain(
                    "<a href=\""
                        + link.AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal)
                        + "\""
                );
        }
    }

    [Fact]
    public void Without_a_thing_a_question_has_an_anchor_but_no_link()
    {
        var text = Render.Post(
            "## Why? {#q1}\n\n## And this? {#t7-q2}",
            Texts.Names with
            {
                Thing = null,
            }
        );

        text.Html.ToString()
            .ShouldBe(
                "<h2 id=\"q1\">Why?</h2>\n<h2 id=\"t7-q2\"><a href=\"/things/7#q2\">And this?</a></h2>\n"
            );
    }

    [Theory]
    [InlineData("# a\n### b\n###### c\n## d\n# e", "2 3 4 3 2")]
    [InlineData("### a\n## b\n# c", "2 2 2")]
    [InlineData("# a\n## b\n### c\n#### d\n##### e\n## f", "2 3 4 4 4 3")]
    [InlineData("###### a\n###### b", "2 2")]
    public void Headings_begin_at_two_and_skip_none(string markdown, string levels) =>
        string.Join(' ', Texts.Post(markdown).Headings.Select(heading => heading.Level))
            .ShouldBe(levels);

    [Theory]
    [InlineData("main", "h-main")]
    [InlineData("q0", "h-q0")]
    [InlineData("q1000", "h-q1000")]
    [InlineData("q01", "h-q01")]
    [InlineData("Q7", "q7")]
    [InlineData("t0-q1", "h-t0-q1")]
    [InlineData("fn-1", "h-fn-1")]
    [InlineData("h-x", "h-h-x")]
    public void Ids_never_meet_those_of_the_page(string id, string expected) =>
        Texts.Post($"# x {{#{id}}}").Headings[0].Id.ShouldBe(expected);

    [Fact]
    public void Many_headings_alike_have_different_ids() =>
        Texts
            .Post(string.Concat(Enumerable.Repeat("# a\n# a-2\n", 300)))
            .Headings.Select(h => h.Id)
            .ShouldBeUnique();

    [Fact]
    public void A_foreign_page_may_link_here_and_show_our_pictures_when_it_is_ours()
    {
        var html =
            "<a href=\"https://cpd.example/things/3\">x</a><img src=\"https://cpd.example/media/a.png\" alt=\"y\">";

        Render
            .Foreign(html, new Uri("https://blog.example/"), Texts.Names.Site)
            .Html.ToString()
            .ShouldBe(
                "<a href=\"/things/3\">x</a><img src=\"/media/a.png\" alt=\"y\" loading=\"lazy\">"
            );
        Texts.Foreign(html).Html.ToString().ShouldNotContain("<img");
    }

    [Fact]
    public void The_html_travels_in_a_feed()
    {
        foreach (var attack in Attacks.Written)
        {
            var html = Texts.Post(attack).Html.ToString();
            var entry = new XElement("content", new XAttribute("type", "html"), html);

            XElement
                .Parse(
                    entry.ToString(SaveOptions.DisableFormatting),
                    LoadOptions.PreserveWhitespace
                )
                .Value.ShouldBe(html);
        }
    }

    [Fact]
    public void No_element_of_a_form_is_ever_made() =>
        Texts
            .Post("- [ ] open\n- [x] done")
            .Html.ToString()
            .ShouldBe("<ul>\n<li>☐ open</li>\n<li>☑ done</li>\n</ul>\n");

    [Fact]
    public void A_part_of_a_post_has_no_ids_and_no_links_within_itself()
    {
        var html = Render
            .Answer(
                "## Mine\n\nA note[^1], [above](#h-mine), [Thing](/things/12#q1).\n\n[^1]: Small.",
                Texts.Names
            )
            .Html.ToString();

        html.ShouldNotContain("id=");
        html.ShouldNotContain("href=\"#");
        html.ShouldNotContain("↩");
        html.ShouldContain("above");
        html.ShouldContain("Small.");
        html.ShouldContain("href=\"/things/12#q1\"");
    }

    [Fact]
    public void A_text_that_cannot_be_rendered_is_shown_line_by_line_as_it_was_typed()
    {
        var text = Render.Plain("*One* <b>\ntwo\u0000\n\n\n\n> three & [four](five)\n");

        text.Html.ToString()
            .ShouldBe("<p>*One* &lt;b&gt;<br>two</p><p>&gt; three &amp; [four](five)</p>");
        (text.Excerpt, text.Words).ShouldBe(("*One* <b> two > three & [four](five)", 5));
        Render.Plain("").Html.ToString().ShouldBe("");
    }
}
