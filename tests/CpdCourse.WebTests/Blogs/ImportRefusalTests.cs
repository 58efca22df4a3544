using System.Net;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Blogs;

/// <summary>Lists that are not taken, and people who may not bring any.</summary>
public sealed class ImportRefusalTests : ImportedLists
{
    public static TheoryData<string, string> Refused =>
        new()
        {
            { "", "import-empty" },
            { " \n ", "import-empty" },
            { "maria,no address here", "import-no-blogs" },
            { "maria,\"https://a.example", "import-broken" },
            { "<opml><body>", "import-broken" },
            {
                string.Concat(
                    Enumerable.Range(0, 2_001).Select(n => $"p{n},https://b{n}.example\n")
                ),
                "import-too-many"
            },
            { "maria,https://a.example\n" + new string('x', 1024 * 1024), "import-too-large" },
        };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task A_list_that_cannot_be_taken_is_still_in_the_form(string list, string code)
    {
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);

        using var answer = await Send(wen, list);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        var sentence = Sentence(code);
        page.QuerySelector("#error-summary")!.TextContent.ShouldContain(sentence);
        page.QuerySelector("#Input_List")!.TextContent.Trim().ShouldBe(list.Trim());
        (await Site.Read(db => db.ImportedLines.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_is_read_as_bytes()
    {
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        byte[] table = [.. "maria,https://a.example.org/"u8, 0xE9, .. "\n"u8];

        using var taken = await Upload(wen, table);
        using var picture = await Upload(wen, [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13]);
        using var large = await Upload(wen, new byte[(1024 * 1024) + 1]);

        taken.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await Site.Read(db => db.ImportedLines.Select(l => l.Address).SingleAsync())).ShouldBe(
            "https://a.example.org/é"
        );
        (await picture.Content.ReadAsStringAsync()).ShouldContain("That is no text.");
        (await large.Content.ReadAsStringAsync()).ShouldContain("at most 1 MB");
    }

    [Fact]
    public async Task More_lists_than_can_be_worked_on_wait()
    {
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        string Many(string of) =>
            string.Concat(
                Enumerable.Range(0, 2_000).Select(n => $"maria,https://{of}{n}.example\n")
            );
        (await Send(wen, Many("a"))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await Send(wen, Many("b"))).StatusCode.ShouldBe(HttpStatusCode.Found);

        using var third = await Send(wen, Many("c"));

        third.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await third.Content.ReadAsStringAsync()).ShouldContain(Refusals.ImportWaits.Message);
    }

    [Fact]
    public async Task Nobody_else_may()
    {
        using var wen = await Site.SignedInAs("Wen", Role.Organiser);
        using var imported = await Send(wen, "maria,http://10.0.0.1/");
        using var moderator = await Site.SignedInAs("Mo", Role.Moderator);

        foreach (var who in new[] { Maria, moderator, Site.Visitor() })
        {
            foreach (
                var page in new[]
                {
                    Here,
                    imported.Headers.Location!.OriginalString,
                    "/studio/blogs.csv",
                    "/studio/blogs.opml",
                }
            )
            {
                using var answer = await who.GetAsync(page);
                answer.StatusCode.ShouldBe(HttpStatusCode.Found);
            }
        }
    }
}
