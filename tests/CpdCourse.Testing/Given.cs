using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Accounts;
using CpdCourse.Web.Features.Writing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CpdCourse.Testing;

/// <summary>What a test begins with, made through the verbs that people use.</summary>
public static class Given
{
    public const string Password = "a-long-enough-password";

    /// <summary>The spring run: from 12 January 2026, catch-up weeks after Things 6, 12 and 18; on <see cref="TestClock.Start"/> Thing 12 is this week's.</summary>
    public static Task ARun(CourseSite site) =>
        site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var course = await db.Courses.SingleAsync();
            var things = await db.Things.OrderBy(t => t.Number).Select(t => t.Id).ToListAsync();
            var timetable = new Timetable(
                "Spring run",
                new DateOnly(2026, 1, 12),
                "Europe/London",
                new TimeOnly(9, 0)
            );
            db.Runs.Add(new Run(course.Id, timetable, things, new HashSet<int> { 6, 12, 18 }));
            return await db.SaveChangesAsync();
        });

    /// <summary>Somebody on the course. The handle is the name in lower case.</summary>
    public static Task<Id<Persona>> APerson(
        this CourseSite site,
        string name,
        Role role = Role.Participant,
        bool confirmed = true
    ) =>
        site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var run = await db.Runs.Select(r => r.Id).SingleAsync();
            var handle = Persona.NormalHandle(name);
            var wish = new NewAccount(name, $"{handle}@example.org", Password, run, role)
            {
                Confirmed = confirmed,
            };
            var (account, _) = await services
                .GetRequiredService<OpenAccount>()
                .Open(wish, CancellationToken.None);
            return await db
                .PersonaOwners.Where(o => o.Account == account!.Id)
                .Select(o => o.Persona)
                .SingleAsync();
        });

    /// <summary>A browser signed in as this person, who is made when not there yet.</summary>
    public static async Task<HttpClient> SignedInAs(
        this CourseSite site,
        string name,
        Role role = Role.Participant,
        bool confirmed = true
    )
    {
        var mail = $"{Persona.NormalHandle(name)}@example.org";
        if (!await site.Read(db => db.Users.AnyAsync(u => u.Email == mail)))
        {
            await site.APerson(name, role, confirmed);
        }

        var browser = site.Visitor();
        browser.DefaultRequestHeaders.Add("Cookie", await site.CookieOf(mail));
        return browser;
    }

    /// <summary>The cookie that a browser of this account would send.</summary>
    public static Task<string> CookieOf(this CourseSite site, string mail) =>
        site.Within(async services =>
        {
            var account = await services
                .GetRequiredService<CourseDb>()
                .Users.SingleAsync(u => u.Email == mail);
            var principal = await services
                .GetRequiredService<IUserClaimsPrincipalFactory<Account>>()
                .CreateAsync(account);
            var options = services
                .GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
                .Get(IdentityConstants.ApplicationScheme);
            var ticket = new AuthenticationTicket(
                principal,
                new AuthenticationProperties
                {
                    IssuedUtc = services.GetRequiredService<TimeProvider>().GetUtcNow(),
                    ExpiresUtc = services
                        .GetRequiredService<TimeProvider>()
                        .GetUtcNow()
                        .AddDays(14),
                },
                IdentityConstants.ApplicationScheme
            );
            return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
        });

    /// <summary>A published post; the writer is made when not there yet.</summary>
    public static async Task<Post> APost(
        this CourseSite site,
        string writer,
        string title,
        string text,
        params int[] things
    )
    {
        var post = await site.ADraft(
            writer,
            new Draft
            {
                Title = title,
                Text = text,
                Things = things,
            }
        );
        await site.Within(async services =>
        {
            var outcome = await services
                .GetRequiredService<PublishPost>()
                .ByAuthor(post.Id, [post.Author], null, CancellationToken.None);
            return outcome.IsDone
                ? outcome
                : throw new InvalidOperationException(outcome.Refusal!.Message);
        });
        return await site.Read(db => db.Posts.AsNoTracking().SingleAsync(p => p.Id == post.Id));
    }

    /// <summary>A post that is not published.</summary>
    public static async Task<Post> ADraft(this CourseSite site, string writer, Draft draft)
    {
        var handle = Persona.NormalHandle(writer);
        var author = await site.Read(db =>
            db.Personas.Where(p => p.Handle == handle).Select(p => p.Id).SingleOrDefaultAsync()
        );
        if (author == default)
        {
            author = await site.APerson(writer);
        }

        return await site.Within(async services =>
        {
            var db = services.GetRequiredService<CourseDb>();
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var post = Post.Begin(author, await db.NextNumber("post", CancellationToken.None), now);
            post.SaveDraft(draft, 0, now);
            db.Posts.Add(post);
            await db.SaveChangesAsync();
            return post;
        });
    }
}
