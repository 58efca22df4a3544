using CpdCourse.Markup;
using CpdCourse.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CpdCourse.UnitTests.Markup;

/// <summary>What holds for every text. The seed is fixed so that a red build is red again; set CPD_SEEDS to try others.</summary>
public class PropertyTests
{
    private static readonly ulong Seeds = ulong.TryParse(
        Environment.GetEnvironmentVariable("CPD_SEEDS"),
        out var seeds
    )
        ? seeds
        : 1;

    private static readonly string[] Fragments =
    [
        .. Attacks.Written,
        .. "<a href=\"|<a href=#|</a>|<p>|</p>|<b>|</b>|<i>|</i>|<table>|<tr>|<td>|</table>|<caption>|<ul>|<li>|<ol start=\"|</ul>|<dl>|<dd>|<h2>|<h5 id=q1>|</h2>|<pre>|</pre>|<svg>|</svg>|<math>|<mtext>|<style>|</style>|<xmp>|<!--|-->|--!>|<![CDATA[|]]>|<select>|<template>|<ruby>|<rt>|<img src=/media/a.png alt=\"|<div class=\"table-scroll\">|</div>|<button>|<marquee>|<form>|\"|'|`|>|<|&|&#|;|\n|\n\n|\t| |=|\0|\ud800|\u202e|javascript:|https://|//|/|\\|[|]|(|)|](|![|**|*|_|~~|# |## |- |1. |> |\n\n    |\n|---|---|\n|[^1]|\n\n[^1]: |[x]: |{#q1}|{#t7-q2}|@amara|@tom|Thing 12|Things 24|www.x.example|a|é|e\u0301|👩‍👩‍👧|אב|漢字|1".Split(
            '|'
        ),
    ];

    private static readonly Gen<string> Mixed = Gen.Elements(Fragments)
        .ArrayOf()
        .Select(parts => string.Concat(parts.Take(Seeds > 1 ? 40 : 12)));

    private static readonly Gen<string> Random = ArbMap
        .Default.GeneratorFor<string>()
        .Select(text => text ?? "");

    private static readonly Gen<string> Any = Gen.OneOf(Mixed, Mixed, Random);

    [Fact]
    public void C2_sanitizing_is_idempotent_and_keeps_the_rules() =>
        Holds(text =>
        {
            foreach (var profile in new[] { Profile.Post, Profile.Comment, Profile.Foreign })
            {
                var once = Sanitizer.Clean(text, profile);
                HtmlRules.Check(once, text);
                Sanitizer.Clean(once, profile).ShouldBe(once);
            }
        });

    [Fact]
    public void C1_a_post_keeps_the_rules() =>
        Holds(text => CheckText(() => Render.Post(text, Texts.Names), text, Profile.Post));

    [Fact]
    public void C1_a_comment_keeps_the_rules() =>
        Holds(text => CheckText(() => Render.Comment(text, Texts.Names), text, Profile.Comment));

    [Fact]
    public void C2_a_foreign_page_keeps_the_rules_and_is_its_own_rendering() =>
        Holds(text =>
        {
            CheckText(() => Texts.Foreign(text), text, Profile.Foreign);
            var once = Texts.Foreign(text).Html.ToString();
            Texts.Foreign(once).Html.ToString().ShouldBe(once);
        });

    [Fact]
    public void C2_what_is_kept_of_a_foreign_page_is_its_own_rendering_here() =>
        Holds(text =>
        {
            var site = Texts.Names.Site;
            var once = Render.Foreign(text, new Uri("https://blog.example/2026/post"), site);
            var again = Render.Foreign(once.Html.ToString(), site, site);
            again.Html.ToString().ShouldBe(once.Html.ToString());
        });

    [Fact]
    public void A_safe_address_stays_as_it_is() =>
        Holds(text =>
        {
            var once = Address.Safe(text);
            if (once is not null)
            {
                Address.Safe(once).ShouldBe(once);
                Address.Local(once, Texts.Names.Site).ShouldNotBeNull();
            }
        });

    [Fact]
    public void An_excerpt_is_short_clean_and_whole() =>
        Holds(text =>
        {
            var excerpt = Render.Excerpt(text, 40);
            excerpt.Length.ShouldBeLessThanOrEqualTo(40);
            excerpt.ShouldBe(CleanText.OneLine(excerpt));
            Render.PlainText(text).ShouldBe(CleanText.Of(Render.PlainText(text)));
        });

    private static void CheckText(Func<RenderedText> render, string input, Profile profile)
    {
        RenderedText text;
        try
        {
            text = render();
        }
        catch (TooDeepException)
        {
            return;
        }

        var html = text.Html.ToString();
        HtmlRules.Check(html, input);
        Sanitizer.Clean(html, profile).ShouldBe(html);
        text.Excerpt.Length.ShouldBeLessThanOrEqualTo(280);
        text.Links.ShouldAllBe(link => link.Scheme == "http" || link.Scheme == "https");
        text.Headings.Select(heading => heading.Id).ShouldBeUnique();
    }

    private static void Holds(Action<string> property)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            // The second number of a FsCheck seed has to be odd.
            var config = Config
                .QuickThrowOnFailure.WithMaxTest(300)
                .WithReplay(seed * 7919, (2 * seed) + 1);
            Prop.ForAll(Arb.From(Any), property).Check(config.WithQuietOnSuccess(true));
        }
    }
}
