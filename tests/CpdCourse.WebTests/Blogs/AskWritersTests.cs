using CpdCourse.Domain.Blogs;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>Whose post is a guess is asked by letter.</summary>
public sealed class AskWritersTests : OwnBlog
{
    private static readonly BlogPost Soup = new("/soup", "Thing 12: soup");
    private static readonly BlogPost Guess = new(
        "/guess",
        "On putting the social into social media, again"
    );
    private static readonly BlogPost Other = new(
        "/other",
        "Putting the social into social media, once more"
    );
    private static readonly BlogPost Unplaced = new("/joke", "12 things I learned");

    protected override async Task Ready()
    {
        Publish(Soup);
        await Followed();
    }

    [Fact]
    public async Task One_letter_asks_about_all_new_guesses_of_a_blog_and_leads_to_the_click()
    {
        Publish(Soup, Guess, Other, Unplaced);
        await HoursLater();

        var letter = Letters().ShouldHaveSingleItem();
        letter.To.ShouldBe("maria@example.org");
        letter.Text.ShouldContain(Guess.Title);
        letter.Text.ShouldContain(Other.Title);
        letter.Text.ShouldContain("Perhaps Thing 12?");
        letter.Text.ShouldNotContain(Unplaced.Title);
        letter.Text.ShouldContain($"http://localhost:5023/me/blogs/{(await Kept()).Id.Value:N}");

        await HoursLater();
        Letters().ShouldHaveSingleItem("never twice about the same post");
    }

    [Fact]
    public async Task What_is_certain_or_was_answered_meanwhile_needs_no_letter()
    {
        Publish(Soup, Guess, new("/thing", "Thing 5: bread"));
        await Site.Read(async db =>
        {
            // As if the writer had been quicker than the hour.
            await db.Blogs.ExecuteUpdateAsync(set => set.SetProperty(b => b.Proof, BlogProof.None));
            return true;
        });
        await HoursLater();
        Letters().ShouldBeEmpty("nobody has shown whose it is");

        var entry = await Site.Read(db => db.BlogEntries.SingleAsync(e => e.Title == Guess.Title));
        var page = await Maria.Page($"/me/blogs/{(await Kept()).Id.Value:N}");
        await Press(page, $"form#answer-{entry.Id.Value:N}", button: "Not a response");
        await Site.Read(db =>
            db.Blogs.ExecuteUpdateAsync(set => set.SetProperty(b => b.Proof, BlogProof.Link))
        );
        await HoursLater();

        Letters().ShouldBeEmpty();
    }

    // What is read in one hour is asked about in the next.
    private async Task HoursLater()
    {
        await AnHourLater();
        await AnHourLater();
    }

    private IReadOnlyList<Web.Hosting.Letter> Letters() =>
        [.. Site.Mail.Letters.Where(l => l.Subject.Contains("answer a Thing"))];
}
