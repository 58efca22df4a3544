using System.Globalization;
using System.Net;
using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Serving;
using CpdCourse.Benchmarks.Soaking;

namespace CpdCourse.Benchmarks.Farming;

/// <summary>People who read the course, thirty pages a second in all.</summary>
internal sealed class Readers : IDisposable
{
    private const int PerSecond = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Guest stranger;
    private readonly Guest member;
    private readonly List<PostAddress> posts;
    private readonly (string Name, Func<CancellationToken, Task> Work)[] wheel;
    private readonly List<Task> forged = [];
    private int turn;
    private int postTurn;
    private int refused;

    private Readers(Uri site, List<PostAddress> posts, CookieContainer cookies)
    {
        this.posts = posts;
        stranger = new Guest(site);
        member = new Guest(site, cookies);
        wheel =
        [
            ("post, anonymous", stop => stranger.Read(Post().Path, "p-name", stop)),
            ("Thing, anonymous", stop => stranger.Read("/things/12", "</main>", stop)),
            ("list, anonymous", stop => stranger.Read("/responses", "</main>", stop)),
            ("search, anonymous", stop => stranger.Read("/search?q=soup", "</main>", stop)),
            ("post, signed in", stop => member.Read(Post().Path, "p-name", stop)),
            ("Thing, signed in", stop => member.Read("/things/12", "</main>", stop)),
        ];
    }

    /// <summary>Forged pings that were told to come back later.</summary>
    public int Refused => refused;

    public static async Task<Readers> On(Server server, CourseFile file, CancellationToken stop)
    {
        var cookies = new CookieContainer();
        using var visitor = new Visitor(server.Address);
        var header = await visitor.SignIn(Benchmark.Mail, Benchmark.Password, stop);
        cookies.SetCookies(server.Address, header.Replace("; ", ",", StringComparison.Ordinal));
        return new Readers(server.Address, file.Posts(comments: 5, count: 300), cookies);
    }

    /// <summary>They read at their own pace until the other thing is done.</summary>
    public async Task<Tally> Read(Func<Task> until)
    {
        var tally = new Tally();
        var open = new List<Task>();
        var other = until();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        while (!other.IsCompleted && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            open.RemoveAll(task => task.IsCompleted);
            var (name, work) = wheel[Interlocked.Increment(ref turn) % wheel.Length];
            open.Add(tally.Note(name, () => InTime(work)));
        }

        await other;
        await Task.WhenAll(open.Concat(forged));
        forged.Clear();
        return tally;
    }

    /// <summary>Tells a post of a page that does not link to it. Each is a stranger's own doing: nobody waits for the answer.</summary>
    public void Forge(Uri source) => forged.Add(InTime(stop => Forge(source, stop)));

    public void Dispose()
    {
        stranger.Dispose();
        member.Dispose();
    }

    private async Task Forge(Uri source, CancellationToken stop)
    {
        var post = Post();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["source"] = source.AbsoluteUri,
            ["target"] = new Uri(Product.PublicAddress, post.Path).AbsoluteUri,
        };
        var status = await stranger.Say("/webmention", fields, stop);
        if (status is HttpStatusCode.TooManyRequests)
        {
            Interlocked.Increment(ref refused);
        }
        else if (status is not HttpStatusCode.Created)
        {
            throw new WrongAnswerException(
                string.Create(CultureInfo.InvariantCulture, $"A ping was answered {(int)status}.")
            );
        }
    }

    private static async Task InTime(Func<CancellationToken, Task> work)
    {
        using var patience = new CancellationTokenSource(Patience);
        await work(patience.Token);
    }

    private PostAddress Post() => posts[Interlocked.Increment(ref postTurn) % posts.Count];
}
