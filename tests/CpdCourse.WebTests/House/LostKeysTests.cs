using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;
using CpdCourse.WebTests.Writing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.House;

/// <summary>The folder of keys is gone, as after a restore that forgot it.</summary>
public sealed class LostKeysTests
{
    [Fact]
    public async Task R11_without_its_keys_the_site_signs_everybody_out_and_loses_nothing()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "The database is carried on as a file.");
        var folder = Directory.CreateTempSubdirectory("keys-").FullName;
        string cookie;
        await using (var site = new CourseSite())
        {
            await site.APost("Maria", "Soup", "A good week.", 12);
            await site.ADraft("Maria", new Draft { Title = "Bread", Text = "Half a thought" });
            cookie = await site.CookieOf("maria@example.org");
            Directory.GetFiles(Path.Combine(site.Folder, "keys")).ShouldNotBeEmpty();
            var copy = Path.Combine(folder, "course.db");
            await site.Read(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}"));
        }

        await using var after = CourseSite.On(folder);
        using var maria = after.Visitor();
        maria.DefaultRequestHeaders.Add("Cookie", cookie);
        (await maria.IsSignedIn()).ShouldBeFalse();
        (await maria.GetStringAsync("/@maria/soup")).ShouldContain("A good week.");
        maria.DefaultRequestHeaders.Clear();
        (await maria.SignIn("maria@example.org")).Goes().ShouldBe("/");
        (await maria.GetStringAsync("/drafts")).ShouldContain("Bread");
        (await maria.Write(new { Input__Title = "Tea", Input__Text = "Hot." }))
            .Goes()
            .ShouldBe("/@maria/tea?published=now");
        (await after.Read(db => db.Posts.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task R11_the_keys_lie_beside_the_database_and_cannot_be_asked_for()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "There the keys are in the database.");
        await using var site = new CourseSite();
        using var visitor = site.Visitor();
        var key = Path.GetFileName(Directory.GetFiles(Path.Combine(site.Folder, "keys")).First());

        foreach (var path in new[] { $"/keys/{key}", $"/data/keys/{key}", $"/..%2fkeys/{key}" })
        {
            ((int)(await visitor.Get(path)).StatusCode).ShouldBeInRange(400, 404, path);
        }
    }
}
