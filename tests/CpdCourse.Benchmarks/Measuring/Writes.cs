using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Measuring;

/// <summary>What writing does, and what it does to readers.</summary>
internal sealed record Writing(
    Figures Comments,
    Figures CommentsOnly,
    Figures CommentsBusy,
    int Taken,
    int Lost,
    Figures ReadersAlone,
    Figures ReadersMeanwhile,
    Figures ReadersDuringSignIn,
    double SignInsPerSecond,
    Publishing Publishing
);

/// <summary>Comments of visitors at once, and people who sign in, while others read.</summary>
internal sealed class Writes(Wish wish, Server product, Product site)
{
    public const int Writers = 64;
    public const int SignIns = 8;

    // Spread over so many posts, as visitors are.
    private const int Posts = 300;

    public async Task<Writing> Measure(PostAddress read, CancellationToken stop)
    {
        var (reader, _) = await Pages.Script(product, Requests.Get(read.Path), 200, stop);
        var readers = Enumerable.Repeat<IScript>(reader, wish.Connections).ToList();
        var forms = await Forms(stop);
        await Figures.Warm(product, Scripts("warm", Writers, forms), wish.Round, stop);
        var few = Scripts("few", wish.Connections, forms);
        var crowd = Scripts("crowd", Writers, forms);
        var many = Scripts("many", Writers, forms);
        var (calm, only, alone) = (new List<Figures>(), new List<Figures>(), new List<Figures>());
        var (busy, meanwhile) = (new List<Figures>(), new List<Figures>());
        for (var round = 0; round < wish.Rounds; round++)
        {
            alone.Add(await Figures.Of(product, readers, wish.Round, stop));
            calm.Add(await Figures.Of(product, few, wish.Round, stop));
            only.Add(await Figures.Of(product, crowd, wish.Round, stop));
            var writing = Figures.Of(product, many, wish.Round, stop);
            meanwhile.Add(await Figures.Of(product, readers, wish.Round, stop));
            busy.Add(await writing);
        }

        var (taken, lost) = Count([.. few, .. crowd, .. many]);
        var (during, signIns) = await WhileSigningIn(readers, stop);
        return new Writing(
            Figures.Median(calm),
            Figures.Median(only),
            Figures.Median(busy),
            taken,
            lost,
            Figures.Median(alone),
            Figures.Median(meanwhile),
            during,
            signIns,
            await new Publisher(wish, product, site.File).Measure(
                Scripts("meanwhile", 4, forms),
                stop
            )
        );
    }

    private (int Taken, int Lost) Count(List<CommentScript> scripts)
    {
        var taken = scripts.SelectMany(s => s.Taken).ToList();
        var kept = site.File.CommentsLike("few ");
        kept.UnionWith(site.File.CommentsLike("crowd "));
        kept.UnionWith(site.File.CommentsLike("many "));
        return (taken.Count, taken.Count(t => !kept.Contains(t)));
    }

    private static List<CommentScript> Scripts(string name, int count, List<ShownForm> forms) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(n => new CommentScript(
                    $"{name} {n}",
                    // Each begins at another post.
                    [.. forms.Skip(n * 4 % forms.Count), .. forms.Take(n * 4 % forms.Count)]
                )),
        ];

    private async Task<List<ShownForm>> Forms(CancellationToken stop)
    {
        using var visitor = new Visitor(product.Address);
        var forms = new List<ShownForm>();
        foreach (var post in site.File.Posts(comments: 5, count: Posts))
        {
            var stamp = Visitor.Hidden(await visitor.Read(post.Path, stop), "Input.Stamp");
            forms.Add(new ShownForm($"{post.Path}/comments", stamp));
        }

        return forms;
    }

    private async Task<(Figures Readers, double PerSecond)> WhileSigningIn(
        List<IScript> readers,
        CancellationToken stop
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var people = Enumerable.Range(0, SignIns).Select(_ => SignInAgain(over.Token)).ToList();
        var during = await Figures.Of(product, readers, wish.Round, stop);
        await over.CancelAsync();
        var count = (await Task.WhenAll(people)).Sum();
        return (during, count / wish.Round.TotalSeconds);
    }

    private async Task<int> SignInAgain(CancellationToken over)
    {
        for (var count = 0; ; count++)
        {
            try
            {
                using var visitor = new Visitor(product.Address);
                await visitor.SignIn(Benchmark.Mail, Benchmark.Password, over);
            }
            catch (OperationCanceledException)
            {
                return count;
            }
        }
    }
}
