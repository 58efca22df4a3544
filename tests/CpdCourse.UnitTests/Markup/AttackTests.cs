using CpdCourse.Markup;
using CpdCourse.Testing;

namespace CpdCourse.UnitTests.Markup;

public class AttackTests
{
    private static readonly Uri Page = new("https://elsewhere.example/blog/post");

    [Fact]
    public void The_collection_is_large() => Attacks.All.Count.ShouldBeGreaterThan(2_500);

    [Fact]
    public void C1_no_post_lets_an_attack_through() =>
        Check(attack => Render.Post(attack, Texts.Names));

    [Fact]
    public void C1_no_comment_lets_an_attack_through() =>
        Check(attack => Render.Comment(attack, Texts.Names));

    [Fact]
    public void C1_no_foreign_page_lets_an_attack_through() =>
        Check(attack => Render.Foreign(attack, Page));

    [Fact]
    public void C1_no_foreign_page_of_our_own_site_lets_an_attack_through() =>
        Check(
            attack => Render.Foreign(attack, Texts.Names.Site, Texts.Names.Site),
            Attacks.Written
        );

    [Fact]
    public void C1_a_text_that_is_shown_as_it_was_typed_lets_no_attack_through()
    {
        foreach (var attack in Attacks.All)
        {
            var tree = Dom.Parse(Render.Plain(attack).Html.ToString());

            tree.QuerySelectorAll("*").Select(e => e.LocalName).Except(["p", "br"]).ShouldBeEmpty();
            tree.QuerySelectorAll("*").ShouldAllBe(e => e.Attributes.Length == 0);
        }
    }

    [Fact]
    public void C1_no_attack_passes_inside_other_markdown() =>
        Surround(
            [
                "[words]({0})",
                "[words](<{0}> \"{0}\")",
                "![{0}](/media/{0})",
                "## {0} {{#{0}}}",
                "| {0} |\n|---|\n| {0} |",
                "> - {0}\n>\n>   {0}",
                "[{0}]\n\n[{0}]: {0} '{0}'",
                "x[^1]\n\n[^1]: {0}",
            ],
            input => Texts.Post(input).Html.ToString()
        );

    [Fact]
    public void C1_no_attack_passes_inside_other_html() =>
        Surround(
            [
                "<p title=\"{0}\">{0}</p>",
                "<a href=\"{0}\">{0}</a>",
                "<a href='{0}' title='{0}'>{0}</a>",
                "<img src={0} alt={0}>",
                "<table><tr><td>{0}</table>{0}",
                "<svg><desc>{0}</desc></svg>{0}",
                "<math><mtext>{0}</mtext></math>",
                "<!--{0}-->{0}",
                "<noscript>{0}</noscript>",
                "<pre>{0}</pre>",
            ],
            input =>
            {
                CheckStable(input, Profile.Foreign);
                return Texts.Foreign(input).Html.ToString();
            }
        );

    [Fact]
    public void C2_sanitizing_twice_is_sanitizing_once()
    {
        foreach (var attack in Attacks.All)
        {
            CheckStable(attack, Profile.Post);
            CheckStable(attack, Profile.Comment);
            CheckStable(attack, Profile.Foreign);
        }
    }

    [Theory]
    [InlineData("javascript")]
    [InlineData("vbscript")]
    [InlineData("data")]
    public void C1_a_script_address_is_shown_as_words_and_not_linked(string scheme)
    {
        var html = Render
            .Post($"[here]({scheme}:alert(1)) <{scheme}:x>", Texts.Names)
            .Html.ToString();

        html.ShouldBe($"<p>here {scheme}:x</p>\n");
    }

    private static void Check(
        Func<string, RenderedText> render,
        IReadOnlyList<string>? attacks = null
    )
    {
        foreach (var attack in attacks ?? Attacks.All)
        {
            var text = render(attack);
            HtmlRules.Check(text.Html.ToString(), attack);
            text.Links.ShouldAllBe(link => link.Scheme == "http" || link.Scheme == "https", attack);
        }
    }

    /// <summary>Each attack in one of the surroundings; in all of them when CPD_SEEDS asks for a long run.</summary>
    private static void Surround(string[] surroundings, Func<string, string> render)
    {
        var isLong = Environment.GetEnvironmentVariable("CPD_SEEDS") is not null;
        for (var i = 0; i < Attacks.Written.Count; i++)
        {
            var chosen = isLong ? surroundings : [surroundings[i % surroundings.Length]];
            foreach (
                var input in chosen.Select(around =>
                    string.Format(null, around, Attacks.Written[i])
                )
            )
            {
                HtmlRules.Check(render(input), input);
            }
        }
    }

    private static void CheckStable(string input, Profile profile)
    {
        var once = Sanitizer.Clean(input, profile);
        HtmlRules.Check(once, input);
        Sanitizer.Clean(once, profile).ShouldBe(once, input);
    }
}
