using System.Net;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>An organiser brings a list of blogs, and sees what became of each line.</summary>
public sealed class ImportTests : ImportedLists
{
    [Fact]
    public async Task S6_17_each_line_of_a_list_ends_in_words()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Home();
        Blog.Status("/private", 403);
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        var page = await Import(
            wen,
            $"who,blog\nmaria,{Blog.Url("/")}\nnobody-here,{Blog.Url("/feed")}\nmaria,{Blog.Url("/private")}\nmaria,no address\nmaria,http://localhost:5023/@maria"
        );

        Ends(page)
            .ShouldBe([
                "Needs its owner: It is followed. Nobody knows yet whether it is theirs.",
                "Needs its owner: Its feed is there. Nobody on the course has the handle “nobody-here”.",
                "Dead: The blog is private: its site did not let us read it. Make it public, then try again.",
                "Dead: That is not the address of a web site. One looks like https://maria.wordpress.com.",
                "Dead: That is an address of this course.",
            ]);
        var blog = await Kept();
        blog.State.ShouldBe(BlogState.Followed);
        blog.Proof.ShouldBe(BlogProof.None);
        (await Listed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_fetched_before_the_answer()
    {
        Home();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        using var answer = await Send(wen, $"maria,{Blog.Url("/")}");

        Blog.Visits.ShouldBeEmpty();
        Ends(await wen.Page(answer.Headers.Location!.OriginalString)).ShouldBe(["Waiting"]);
    }

    [Fact]
    public async Task F7_checked_lines_are_listed_at_once_and_the_person_sees_who_brought_it()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Home();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        var page = await Import(wen, $"maria,{Blog.Url("/")}", isChecked: true);

        Ends(page).ShouldBe(["OK"]);
        (await Listed()).ShouldBe(["Thing 12: soup"]);
        var blog = await Kept();
        blog.Proof.ShouldBe(BlogProof.Organiser);
        Words(await Maria.Page($"/me/blogs/{blog.Id}"))
            .ShouldContain("An organiser added this blog for you");
    }

    [Fact]
    public async Task A_blog_that_shows_whose_it_is_needs_nobodys_word()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Home(Mine);
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        Ends(await Import(wen, $"@Maria,{Blog.Url("/")}")).ShouldBe(["OK"]);

        (await Kept()).Proof.ShouldBe(BlogProof.Link);
    }

    [Fact]
    public async Task The_same_list_twice_changes_nothing()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Home();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        var list = $"maria,{Blog.Url("/")}";
        var first = await Import(wen, list);
        var visits = Blog.Visits.Count;

        var second = await Import(wen, list);
        var other = await Import(wen, $"{list}\n");

        second.Location.PathName.ShouldBe(first.Location.PathName);
        other.Location.PathName.ShouldNotBe(first.Location.PathName);
        Ends(other).ShouldBe(Ends(first));
        (await Site.Read(db => db.Blogs.CountAsync())).ShouldBe(1);
        (await Site.Read(db => db.ImportedLines.CountAsync())).ShouldBe(2);
        Blog.Visits.Count.ShouldBe(visits);
    }

    [Fact]
    public async Task Nobody_is_found_by_mail_address_and_none_is_kept()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Home();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        var there = await Import(wen, $"maria@example.org,{Blog.Url("/")}");
        var not = await Import(wen, $"nobody@example.org,{Blog.Url("/")}");

        Ends(there).ShouldBe(Ends(not));
        Ends(there).Single().ShouldContain("Nobody is looked for by mail address");
        there.DocumentElement.OuterHtml.ShouldNotContain("maria@example.org");
        (await Site.Read(db => db.Blogs.CountAsync())).ShouldBe(0);
        (
            await Site.Read(db =>
                db.ImportedLines.Where(l => l.Who.Contains("example")).CountAsync()
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Whose_a_line_is_can_be_said_later()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Home();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        var page = await Import(
            wen,
            $"<opml version='2.0'><body><outline text='Mail'><outline text='Soup' xmlUrl='{Blog.Url("/feed")}'/></outline></body></opml>"
        );
        Ends(page).Single().ShouldContain("Nobody on the course was named for it");

        var box = page.QuerySelector("#lines input")!.GetAttribute("name")!;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { [box] = "maria" };
        var named = await Press(page, "form#name", wen, fields);

        Ends(named).Single().ShouldStartWith("Needs its owner: It is followed.");
        var blog = await Kept();
        blog.Feed.ShouldBe(Blog.Url("/feed").AbsoluteUri);
        blog.Home.ShouldBe(Blog.Url("/").AbsoluteUri);
    }

    [Fact]
    public async Task What_its_owner_has_stopped_no_list_brings_back()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Home();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        await Import(wen, $"maria,{Blog.Url("/")}", isChecked: true);
        await Press(await Maria.Page($"/me/blogs/{(await Kept()).Id}"), "form#stop");

        var page = await Import(wen, $"maria,{Blog.Url("/feed")}", isChecked: true);

        Ends(page).Single().ShouldContain("They have stopped following this blog");
        (await Site.Read(db => db.Blogs.CountAsync())).ShouldBe(0);
        await Followed(says: "");
        (await Kept()).IsFollowed.ShouldBeTrue();
    }

    [Fact]
    public async Task What_somebody_has_proven_goes_to_nobody_else()
    {
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        await Followed();
        await Site.APerson("Tom");
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        var page = await Import(wen, $"tom,{Blog.Url("/")}", isChecked: true);

        Ends(page).Single().ShouldContain("This blog is somebody else’s");
        (await Kept()).Proof.ShouldBe(BlogProof.Link);
    }

    [Fact]
    public async Task What_is_dead_can_be_looked_for_again()
    {
        Home();
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        var page = await Import(wen, $"maria,{Blog.Url("/")}");
        Ends(page).Single().ShouldStartWith("Dead");
        Publish(new BlogPost("/twelve", "Thing 12: soup"));
        Site.Clock.Advance(TimeSpan.FromMinutes(2));

        var again = await Press(page, "form#retry", wen);

        Ends(again).Single().ShouldContain("It is followed.");
    }

    [Fact]
    public async Task F1_a_private_address_reads_like_any_that_cannot_be_reached()
    {
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        var page = await Import(
            wen,
            "maria,http://10.0.0.1/\nmaria,http://169.254.169.254/latest\nmaria,https://nobody.invalid/"
        );

        Ends(page).Distinct().ShouldHaveSingleItem().ShouldContain("could not be reached");
    }

    [Fact]
    public async Task Imports_are_forgotten_after_30_days()
    {
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        var page = await Import(wen, "maria,http://10.0.0.1/");
        Words(await wen.Page(Here)).ShouldContain("1 line");

        Site.Clock.Advance(TimeSpan.FromDays(31));
        await Site.RunRecurring();

        (await Site.Read(db => db.ImportedLines.CountAsync())).ShouldBe(0);
        using var later = await Site.SignedInAs("Wen", Role.Organiser);
        using var answer = await later.GetAsync(page.Location.PathName);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
