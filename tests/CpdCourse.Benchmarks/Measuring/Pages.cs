using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Measuring;

/// <summary>Which page is asked for, how, and what it stands beside.</summary>
internal sealed record PageCase(
    string Name,
    byte[] Request,
    int Status,
    string Reference,
    byte[] ReferenceRequest
);

/// <summary>The pages that are read, in alternation with the references.</summary>
internal sealed class Pages(Wish wish, Server product, Server bytes, Server ado)
{
    public const string Post = "post, anonymous";
    public const string PostPacked = "post, anonymous, as browsers ask";
    public const string Thing = "Thing, anonymous";
    public const string List = "list of 20, anonymous";
    public const string Feed = "feed";
    public const string FeedKnown = "feed, 304";
    public const string OwnPost = "post, signed in";
    public const string OwnPostPacked = "post, signed in, as browsers ask";
    public const string OwnList = "list of 20, signed in";

    private static readonly TimeSpan FirstLap = TimeSpan.FromSeconds(8);

    public const string ThingPath = "/things/3";
    public const string ListPath = "/responses";
    public const string FeedPath = "/feed";

    public async Task<List<Row>> Measure(PostAddress post, string cookie, CancellationToken stop)
    {
        using var visitor = new Visitor(product.Address);
        var tag = await visitor.Tag(FeedPath, stop);
        var rows = new List<Row>();
        var cases = Cases(post, cookie, tag ?? "");
        // A first lap over all of them: the page that comes first finds no colder a program than the last one.
        foreach (var each in cases)
        {
            var (script, _) = await Script(product, each.Request, each.Status, stop);
            await Figures.Of(product, Many(script), FirstLap, stop);
        }

        foreach (var each in cases)
        {
            rows.Add(await Measure(each, stop));
            Console.WriteLine(Report.Line(rows[^1]));
        }

        return rows;
    }

    private static PageCase[] Cases(PostAddress post, string cookie, string tag)
    {
        var me = ("Cookie", cookie);
        var browser = ("Accept-Encoding", Requests.BrowserEncodings);
        return
        [
            new(Post, Requests.Get(post.Path), 200, "bytes", Requests.Get("/post")),
            new(PostPacked, Requests.Get(post.Path, browser), 200, "bytes", Requests.Get("/post")),
            new(Thing, Requests.Get(ThingPath), 200, "bytes", Requests.Get("/thing")),
            new(List, Requests.Get(ListPath), 200, "bytes", Requests.Get("/list")),
            new(Feed, Requests.Get(FeedPath), 200, "bytes", Requests.Get("/feed")),
            new(
                FeedKnown,
                Requests.Get(FeedPath, ("If-None-Match", tag)),
                304,
                "bytes",
                Requests.Get("/post")
            ),
            new(OwnPost, Requests.Get(post.Path, me), 200, "ado", Requests.Get("/post")),
            new(
                OwnPostPacked,
                Requests.Get(post.Path, me, browser),
                200,
                "ado",
                Requests.Get("/post")
            ),
            new(OwnList, Requests.Get(ListPath, me), 200, "ado", Requests.Get("/list")),
        ];
    }

    private async Task<Row> Measure(PageCase page, CancellationToken stop)
    {
        var reference = page.Reference == "ado" ? ado : bytes;
        var (own, length) = await Script(product, page.Request, page.Status, stop);
        var (other, _) = await Script(reference, page.ReferenceRequest, 200, stop);
        await Figures.Warm(product, Many(own), wish.Round, stop);
        await Figures.Warm(reference, Many(other), wish.Round, stop);
        var (rounds, beside) = (new List<Figures>(), new List<Figures>());
        for (var round = 0; round < wish.Rounds; round++)
        {
            rounds.Add(await Figures.Of(product, Many(own), wish.Round, stop));
            beside.Add(await Figures.Of(reference, Many(other), wish.Round, stop));
        }

        return new Row(
            page.Name,
            length,
            Figures.Median(rounds),
            page.Reference,
            Figures.Median(beside)
        )
        {
            Ratio = rounds
                .Zip(beside, (r, b) => r.PerSecond / b.PerSecond)
                .Order()
                .ElementAt(wish.Rounds / 2),
        };
    }

    /// <summary>Looks at a page once, so that any other answer counts as a failure.</summary>
    public static async Task<(PageScript Script, long Length)> Script(
        Server server,
        byte[] request,
        int status,
        CancellationToken stop
    )
    {
        using var wire = await Wire.To(server.Port, stop);
        var answer = await wire.Ask(request, stop);
        return answer.Status == status
            ? (new PageScript(request, status, answer.Length), answer.Length)
            : throw new InvalidOperationException(
                $"Expected {status}, got {answer.Status}: {System.Text.Encoding.ASCII.GetString(request).Split("\r\n")[0]}"
            );
    }

    private IScript[] Many(IScript script) => [.. Enumerable.Repeat(script, wish.Connections)];
}
