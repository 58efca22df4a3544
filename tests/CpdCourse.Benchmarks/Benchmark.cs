using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Measuring;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks;

/// <summary>Starts the product and its references, drives them in alternation, and writes down what came of it.</summary>
internal static class Benchmark
{
    /// <summary>Somebody of the demo course.</summary>
    public const string Mail = "marisol@example.org";
    public const string Password = "soup-and-bicycles";

    public static async Task<int> Run(string[] args, CancellationToken stop)
    {
        var wish = Wish.From(args);
        var product = new Product(wish);
        await product.Load(stop);
        var post = product.File.Posts(comments: 20, count: 1)[0];
        var results = await Measure(wish, product, post, stop);
        if (wish.Comments > 0)
        {
            results = results with { Large = await Large(wish, product, post, stop) };
        }

        await ReportFile.Put(wish.Report, "pages", Report.Of(wish, results), stop);
        Console.WriteLine(Report.Of(wish, results));
        Console.WriteLine($"Written to {Path.GetRelativePath(wish.Root, wish.Report)}");
        return results.Failed == 0 && results.Writing.Lost == 0 ? 0 : 1;
    }

    private static async Task<Results> Measure(
        Wish wish,
        Product product,
        PostAddress post,
        CancellationToken stop
    )
    {
        var starts = new List<TimeSpan>();
        for (var n = 1; n < wish.Rounds; n++)
        {
            using var early = await product.Start(post.Path, stop);
            starts.Add(early.Start);
        }

        using var server = await product.Start(post.Path, stop);
        starts.Add(server.Start);
        await Task.Delay(TimeSpan.FromSeconds(3), stop);
        var rest = server.MiB();
        var pages = await Keep(wish, server, post, stop);
        using var bytes = await Reference(["bytes", "{address}", pages], "/post", stop);
        using var ado = await Reference(
            ["ado", "{address}", product.File.Path, pages, post.Handle, post.Slug],
            "/post",
            stop
        );
        using var visitor = new Visitor(server.Address);
        var cookie = await visitor.SignIn(Mail, Password, stop);
        var rows = await new Pages(wish, server, bytes, ado).Measure(post, cookie, stop);
        var loaded = server.MiB();
        var counts = product.File.Counts();
        var writing = await new Writes(wish, server, product).Measure(post, stop);
        return new Results(rows, writing, counts)
        {
            Start = starts.Order().ElementAt(starts.Count / 2),
            AtRest = rest,
            AfterLoad = loaded,
            AfterWriting = server.MiB(),
        };
    }

    // The pages as the product sends them to anybody: what the references send, too.
    private static async Task<string> Keep(
        Wish wish,
        Server server,
        PostAddress post,
        CancellationToken stop
    )
    {
        var folder = Directory.CreateDirectory(Path.Combine(wish.Work, "pages")).FullName;
        using var visitor = new Visitor(server.Address);
        (string Name, string Path)[] pages =
        [
            ("post", post.Path),
            ("thing", Pages.ThingPath),
            ("list", Pages.ListPath),
            ("feed", Pages.FeedPath),
        ];
        foreach (var (name, path) in pages)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, name),
                await visitor.Read(path, stop),
                stop
            );
        }

        return folder;
    }

    private static Task<Server> Reference(
        IEnumerable<string> arguments,
        string page,
        CancellationToken stop
    ) =>
        Server.Run(
            arguments.Prepend(typeof(Benchmark).Assembly.Location),
            new Dictionary<string, string>(StringComparer.Ordinal),
            page,
            stop
        );

    // The same page before and after the database was filled up, in one run.
    private static async Task<Filled> Large(
        Wish wish,
        Product product,
        PostAddress post,
        CancellationToken stop
    )
    {
        await product.Load(stop);
        var before = await SignedIn(wish, product, post, stop);
        product.File.Fill(wish.Comments, post);
        var after = await SignedIn(wish, product, post, stop);
        return new Filled(product.File.Counts().Comments, before, after);
    }

    private static async Task<Figures> SignedIn(
        Wish wish,
        Product product,
        PostAddress post,
        CancellationToken stop
    )
    {
        using var server = await product.Start(post.Path, stop);
        using var visitor = new Visitor(server.Address);
        var cookie = await visitor.SignIn(Mail, Password, stop);
        var request = Requests.Get(post.Path, ("Cookie", cookie));
        var (script, _) = await Pages.Script(server, request, 200, stop);
        IScript[] scripts = [.. Enumerable.Repeat(script, wish.Connections)];
        await Figures.Warm(server, scripts, wish.Round, stop);
        var rounds = new List<Figures>();
        for (var round = 0; round < wish.Rounds; round++)
        {
            rounds.Add(await Figures.Of(server, scripts, wish.Round, stop));
        }

        return Figures.Median(rounds);
    }
}
