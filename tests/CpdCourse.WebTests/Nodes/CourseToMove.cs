using System.Text.RegularExpressions;
using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Setup;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Nodes;

/// <summary>The demo course in a file, with a row at least in each table, and some that PostgreSQL does not take as they are.</summary>
public sealed class CourseToMove : IAsyncLifetime
{
    private Guid account;

    public CourseSite Site { get; } =
        CourseSite.On(Directory.CreateTempSubdirectory("course-").FullName);

    /// <summary>Of somebody who is signed in there.</summary>
    public string Cookie { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!PostgresServer.IsThere)
        {
            return;
        }

        Site.Clock.Advance(TimeSpan.FromDays(40));
        await Site.Within(async services =>
        {
            await services.GetRequiredService<DemoCourse>().Load(CancellationToken.None);
            return true;
        });
        await Site.APost("Maria", "Marzipan", "With *marzipan*, “café” and 🍰.", 12);
        await Site.RunJobs();
        Cookie = await Site.CookieOf("maria@example.org");
        account = await Site.Read(db => db.Users.Select(u => u.Id).Order().FirstAsync());
        await Site.RunRecurring();
        await Site.Read(AddWhatIsRare);
        // No page lets this in; an import of old data might have.
        await Order("""UPDATE "Reports" SET "Words" = 'No' || char(0) || 'thing.'""");
    }

    public async ValueTask DisposeAsync() => await Site.DisposeAsync();

    public IdentityUserClaim<Guid> AClaim() =>
        new()
        {
            UserId = account,
            ClaimType = "likes",
            ClaimValue = "marzipan",
        };

    /// <summary>Pages that anybody may read.</summary>
    public async Task<IReadOnlyList<string>> Pages()
    {
        var posts = await Site.Read(db =>
            db.Posts.ListedFor(onCourse: false)
                .OrderByDescending(p => db.Comments.Count(c => c.Post == p.Id))
                .ThenBy(p => p.Number)
                .Take(10)
                .Join(db.Personas, p => p.Author, a => a.Id, (p, a) => $"/@{a.Handle}/{p.Slug}")
                .ToListAsync()
        );
        return
        [
            "/",
            "/things",
            "/things/1",
            "/things/12",
            "/people",
            "/responses",
            "/things/12/responses",
            "/categories",
            "/@maria",
            .. posts,
        ];
    }

    /// <summary>A page without what is different each time it is shown.</summary>
    public static async Task<IReadOnlyList<string>> Shown(HttpClient visitor, string page) =>
        Regex
            .Replace(
                await visitor.GetStringAsync(page),
                "value=\"[A-Za-z0-9_-]{60,}\"",
                "value",
                RegexOptions.None,
                TimeSpan.FromSeconds(5)
            )
            .Split('\n');

    /// <summary>Does something while the file is another one.</summary>
    public async Task While(string change, string back, Func<Task> work)
    {
        await Order(change);
        try
        {
            await work();
        }
        finally
        {
            await Order(back);
        }
    }

    private async Task<int> AddWhatIsRare(CourseDb db)
    {
        var maria = await db.Personas.SingleAsync(p => p.Handle == "maria");
        var post = await db.Posts.SingleAsync(p => p.Author == maria.Id);
        db.AddRange(
            AClaim(),
            new IdentityUserLogin<Guid>
            {
                LoginProvider = "a university",
                ProviderKey = "maria",
                UserId = account,
            },
            new IdentityUserToken<Guid>
            {
                LoginProvider = "a phone",
                Name = "code",
                UserId = account,
                Value = "7",
            },
            new IdentityUserPasskey<Guid>
            {
                CredentialId = [0, 1, 2, 255],
                UserId = account,
                Data = new IdentityPasskeyData { Name = "A “key”", PublicKey = [3, 4] },
            },
            new FormerHandle { Handle = "mary", Persona = maria.Id },
            new TrustedSource(SourceKind.Host, "example.org", Site.Clock.Now),
            new BlockedSite("spam.example", Site.Clock.Now),
            new OutgoingLink(post.Id, "https://example.org/cake", typed: true, Site.Clock.Now),
            Report.File("/@maria/marzipan", ReportReason.Spam, "x", Site.Clock.Now).Report!
        );
        var persona = await db.Personas.Select(p => p.Id).FirstAsync();
        db.Visits.Add(
            Visit.Ask(
                persona,
                await db.Things.Select(t => t.Id).FirstAsync(),
                new Uri("https://blog.example/marzipan"),
                Site.Clock.Now
            )
        );
        AddBlog(db, persona, await db.Comments.FirstAsync());
        return await db.SaveChangesAsync();
    }

    private void AddBlog(CourseDb db, Id<Persona> persona, Comment comment)
    {
        var blog = Blog.Ask(persona, new Uri("https://blog.example/"), Site.Clock.Now);
        var page = new ExternalPost(
            new Uri("https://blog.example/things"),
            "Things 3 & 4",
            "Words",
            null
        );
        var seen = new SeenEntry(page, "id", "mark", [new RecognisedThing(3, Recognition.Title)]);
        db.Blogs.Add(blog);
        db.BlogEntries.Add(BlogEntry.Find(blog.Id, seen, isFromBefore: true, Site.Clock.Now));
        var (hub, topic) = (new Uri("https://hub.example/"), new Uri("https://blog.example/feed"));
        db.HubSubscriptions.Add(HubSubscription.To(blog.Id, hub, topic, Site.Clock.Now));
        db.ImportedLines.Add(ImportedLine.Decline(blog, Site.Clock.Now));
        db.OutgoingLinks.Add(OutgoingLink.Of(comment, blog.Address, Site.Clock.Now));
    }

    private async Task Order(string sql)
    {
        await using var file = new SqliteConnection(
            $"Data Source={Path.Combine(Site.Folder, "course.db")};Pooling=False"
        );
        await file.OpenAsync();
        await using var command = file.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
