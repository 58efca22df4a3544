using CpdCourse.Testing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests;

/// <summary>A site whose every page breaks.</summary>
internal sealed class BrokenSite(params (string Key, string Value)[] with) : CourseSite(with)
{
    protected override void PutDoubles(IServiceCollection services)
    {
        base.PutDoubles(services);
        services.Configure<MvcOptions>(options => options.Filters.Add(new Break()));
    }

    private sealed class Break : IAsyncPageFilter
    {
        public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) =>
            context.HttpContext.Request.Path.StartsWithSegments("/error")
                ? Task.CompletedTask
                : throw new InvalidOperationException("Broken.");

        public Task OnPageHandlerExecutionAsync(
            PageHandlerExecutingContext context,
            PageHandlerExecutionDelegate next
        ) => next();
    }
}
