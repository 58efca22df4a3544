using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Soaking;

/// <summary>What people do on a course, about as often as they do it.</summary>
internal sealed class Mix : IAsyncDisposable
{
    private readonly List<PostAddress> posts;
    private readonly Guest stranger;
    private readonly Guest member;
    private readonly Author author;
    private readonly StrangersBlog blog;
    private readonly List<(string Name, Func<CancellationToken, Task> Work)> wheel = [];
    private int turn;

    private Mix(Uri site, List<PostAddress> posts, CookieContainer cookies, StrangersBlog blog)
    {
        (this.posts, this.blog) = (posts, blog);
        stranger = new Guest(site);
        member = new Guest(site, cookies);
        author = new Author(member);
        Read(16, "home", "/");
        Read(14, "Thing", "/things/12");
        Add(22, "post, visitor", stop => stranger.Read(Post().Path, "p-name", stop));
        Add(12, "post, signed in", stop => member.Read(Post().Path, "p-name", stop));
        Read(8, "list", "/responses");
        Read(6, "feed", "/feed", "<feed");
        Read(6, "search", "/search?q=soup");
        Add(8, "comment", Comment);
        Add(6, "draft saved", author.Save);
        Add(2, "post published", stop => author.Publish(stranger, stop));
    }

    /// <summary>What the site said that it took.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    public static async Task<Mix> On(
        Server server,
        CourseFile file,
        StrangersBlog blog,
        CancellationToken stop
    )
    {
        var cookies = new CookieContainer();
        using var visitor = new Visitor(server.Address);
        var header = await visitor.SignIn(Benchmark.Mail, Benchmark.Password, stop);
        cookies.SetCookies(server.Address, header.Replace("; ", ",", StringComparison.Ordinal));
        return new Mix(server.Address, file.Posts(comments: 5, count: 300), cookies, blog);
    }

    /// <summary>The next thing that somebody does; a trackback comes every ten seconds.</summary>
    public (string Name, Func<CancellationToken, Task> Work) Next(int number) =>
        number % 200 == 199 ? ("trackback", Ping) : wheel[number * 37 % wheel.Count];

    public async ValueTask DisposeAsync()
    {
        stranger.Dispose();
        member.Dispose();
        author.Dispose();
        await blog.DisposeAsync();
    }

    private void Read(int often, string name, string path, string holds = "</main>") =>
        Add(often, name, stop => stranger.Read(path, holds, stop));

    private void Add(int often, string name, Func<CancellationToken, Task> work) =>
        wheel.AddRange(Enumerable.Repeat((name, work), often));

    private async Task Comment(CancellationToken stop)
    {
        var number = Interlocked.Increment(ref turn);
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"soak {number}: I recognise this."
        );
        await stranger.Comment(Post(), words, stop);
        Taken.Enqueue(words);
    }

    private Task Ping(CancellationToken stop)
    {
        var post = Post();
        return stranger.Ping(post, blog.PageAbout(post.Path), stop);
    }

    private PostAddress Post() => posts[Interlocked.Increment(ref turn) % posts.Count];
}
