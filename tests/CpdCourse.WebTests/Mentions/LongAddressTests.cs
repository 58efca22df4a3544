using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>The longest addresses that are taken can be kept: a database that has no room for them in an index must not be the one to say so.</summary>
public sealed class LongAddressTests
{
    private static readonly Draft Soup = new()
    {
        Title = "Soup",
        Text = "A good week.",
        Things = [12],
    };

    [Fact]
    public async Task A_link_of_the_greatest_length_is_noted_and_one_typed_too()
    {
        await using var site = new CourseSite();
        var (linked, typed) = (Long(1, 'a', 'z'), Long(2, 'a', 'z'));

        await site.Published(
            "Maria",
            Soup with
            {
                Text = $"[there]({linked})",
                Trackbacks = [typed],
            }
        );
        await site.RunJobs();

        (await site.Read(db => db.OutgoingLinks.Select(l => l.Target).ToListAsync())).ShouldBe(
            [linked, typed],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task A_typed_address_that_is_longer_than_that_in_bytes_is_refused()
    {
        await using var site = new CourseSite();

        var post = await site.Published("Maria", Soup with { Trackbacks = [Long(3, '一', '龥')] });

        post.State.ShouldBe(PostState.Draft);
    }

    [Fact]
    public async Task A_trackback_from_an_address_of_the_greatest_length_is_kept()
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        using var sender = site.Visitor();

        var answer = await sender.Ping("/@maria/soup/trackback", new Uri(Long(4, 'a', 'z')));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("<error>0</error>");
        (await site.TheMention()).SourceUrl.Length.ShouldBe(Link.Limit);
    }

    // By chance, so that no database can press it together.
    private static string Long(int seed, char from, char to)
    {
        const string start = "https://example.org/";
        var chance = new Random(seed);
        return start
            + string.Concat(
                Enumerable
                    .Range(0, Link.Limit - start.Length)
                    .Select(_ => (char)chance.Next(from, to))
            );
    }
}
