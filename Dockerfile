# The newsroom as an image: the locked packages in one stage, the code and its collected static files in the next.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.lock /tmp/base.lock
RUN python -m venv /venv \
 && /venv/bin/python -m pip install --no-cache-dir --no-deps --require-hashes -r /tmp/base.lock

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    FACTCHECK_DATA_DIR=/data \
    FACTCHECK_STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin factcheck \
 && install -d -o factcheck -g factcheck /data /srv/static
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py ./
COPY factcheck ./factcheck
COPY claims ./claims
COPY templates ./templates
USER factcheck
# The addresses are placeholders: collecting files asks neither database nor broker. ReDoc is large and not shown.
RUN FACTCHECK_SECRET_KEY=build FACTCHECK_DATABASE_URL=postgres://build/build FACTCHECK_BROKER_URL=redis://build \
    python manage.py collectstatic --noinput --ignore redoc
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "factcheck.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
